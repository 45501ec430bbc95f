package org.fedlens.app;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.experiment.inversion.Inversion;
import org.fedlens.report.InversionDrawing;
import org.fedlens.report.Picture;
import org.fedlens.settings.Field;
import org.fedlens.text.Words;

/** The dialog that wins a client's images back from its gradient, and shows what clipping and noise leave of them. */
final class InversionSheet extends DialogSheet {
    private final InversionModel model;
    private final SettingNames names;
    private final VBox form = new VBox(10);
    private final PictureView picture;
    private final Label saying = new Label();
    private final Button go = new Button();
    private final ProgressBar progress = new ProgressBar(0);

    InversionSheet(Desk desk) {
        super(desk, desk.say("ui.inversion.title"), desk.say("ui.inversion.subtitle"));
        this.model = desk.inversion();
        this.names = new SettingNames(desk.surroundings());
        setId("inversion-sheet");
        picture = new PictureView(desk, this::drawing);
        picture.setId("inversion-picture");
        Label nothing = new Label(desk.say("ui.inversion.nothing"));
        nothing.setWrapText(true);
        nothing.getStyleClass().add("secondary-13");
        StackPane place = new StackPane(nothing, picture);
        VBox.setVgrow(place, Priority.ALWAYS);
        saying.setWrapText(true);
        saying.setMinHeight(Region.USE_PREF_SIZE);
        saying.setId("inversion-saying");
        VBox right = new VBox(12, place, saying);
        HBox.setHgrow(right, Priority.ALWAYS);
        form.setMinWidth(260);
        form.setMaxWidth(260);
        Inversion.fields().forEach(field -> form.getChildren().add(row(field)));
        go.setId("inversion-go");
        go.getStyleClass().addAll("accent", "tool");
        go.setOnAction(action -> {
            if (model.running().get()) {
                model.cancel();
            } else {
                model.start();
            }
        });
        progress.setMaxWidth(Double.MAX_VALUE);
        form.getChildren().addAll(go, progress);
        HBox both = new HBox(32, form, right);
        both.getStyleClass().add("sheet-body");
        fill(both);
        desk.ties().add(model.running().subscribe(on -> {
            go.setText(desk.say(on ? "ui.inversion.cancel" : "ui.inversion.start"));
            progress.setVisible(on);
        }));
        desk.ties().add(model.progress().subscribe(share -> progress.setProgress(share.doubleValue())));
        desk.ties().add(model.outcome().subscribe(found -> {
            nothing.setVisible(found.isEmpty());
            picture.request();
            describe();
        }));
        desk.ties().add(model.problem().subscribe(wrong -> describe()));
    }

    @Override
    void shown() {
        int chosen = desk().model().selectedProperty().get();
        if (chosen >= 0) {
            String number = Words.client(chosen);
            model.set("client", number);
            if (form.lookup("#inversion-client") instanceof TextField field) {
                field.setText(number);
            }
        }
        picture.request();
    }

    private Region row(Field field) {
        Label name = new Label(desk().say("setting.Inversion." + field.name()));
        Control control = field.choices().isEmpty() ? typed(field) : chosen(field);
        control.setId("inversion-" + field.name());
        control.setPrefWidth(112);
        control.setMinWidth(112);
        String help = desk().say("setting.Inversion." + field.name() + ".help");
        control.setTooltip(new Tooltip(help));
        control.setAccessibleText(name.getText() + ", " + help);
        name.setLabelFor(control);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(8, name, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private TextField typed(Field field) {
        TextField text = new TextField(model.value(field.name()));
        text.getStyleClass().add("figure");
        text.textProperty().addListener((value, before, now) -> model.set(field.name(), now));
        text.setOnAction(action -> model.start());
        return text;
    }

    private ComboBox<String> chosen(Field field) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(field.choices());
        box.setConverter(new Naming<>(names::choice));
        box.setValue(model.value(field.name()));
        box.valueProperty().addListener((value, before, now) -> model.set(field.name(), now));
        return box;
    }

    private Optional<Callable<Picture.Drawing>> drawing() {
        var words = desk().surroundings().words();
        var tokens = desk().surroundings().palette().tokens();
        var fonts = desk().fonts();
        return model.outcome().get().map(found -> () -> new InversionDrawing(found, tokens, fonts, words));
    }

    private void describe() {
        String said = model.problem()
                .get()
                .map(wrong -> desk().surroundings().words().say(wrong.said()))
                .or(() -> model.outcome().get().map(this::result))
                .orElse("");
        saying.setText(said);
        picture.setAccessibleText(said);
    }

    private String result(Inversion.Outcome found) {
        return desk().say(
                        "ui.inversion.result",
                        one(found.attempts().get(0).meanPsnr()),
                        one(found.attempts().get(1).meanPsnr()),
                        one(found.attempts().get(2).meanPsnr()));
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
