package org.fedlens.app.inversion;

import java.util.Optional;
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
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.kit.DialogKey;
import org.fedlens.app.kit.DialogSheet;
import org.fedlens.app.setup.SettingNames;
import org.fedlens.app.widget.PaintedView;
import org.fedlens.experiment.inversion.GradientInversion;
import org.fedlens.report.drawing.InversionDrawing;
import org.fedlens.report.drawing.PaintedImage;
import org.fedlens.settings.SettingField;
import org.fedlens.text.Words;

/** The dialog that wins a client's images back from its gradient, and shows what clipping and noise leave of them. */
public final class InversionSheet extends DialogSheet {
    /** By what it is opened. */
    public static final DialogKey DIALOG = new DialogKey("inversion");

    private final InversionContext context;
    private final InversionModel model;
    private final SettingNames names;
    private final VBox form = new VBox(10);
    private final PaintedView picture;
    private final Label saying = new Label();
    private final Button go = new Button();
    private final ProgressBar progress = new ProgressBar(0);

    public InversionSheet(InversionContext context) {
        super(context.view(), context.say("ui.inversion.title"), context.say("ui.inversion.subtitle"));
        this.context = context;
        this.model = context.inversion();
        this.names = new SettingNames(context.environment());
        setId("inversion-sheet");
        picture = new PaintedView(context.view(), context.run().selectedProperty(), this::drawing);
        picture.setId("inversion-picture");
        Label nothing = new Label(context.say("ui.inversion.nothing"));
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
        GradientInversion.fields().forEach(field -> form.getChildren().add(row(field)));
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
        context.keep(model.running().subscribe(on -> {
            go.setText(context.say(on ? "ui.inversion.cancel" : "ui.inversion.start"));
            progress.setVisible(on);
        }));
        context.keep(model.progress().subscribe(share -> progress.setProgress(share.doubleValue())));
        context.keep(model.outcome().subscribe(found -> {
            nothing.setVisible(found.isEmpty());
            picture.request();
            describe();
        }));
        context.keep(model.problem().subscribe(wrong -> describe()));
    }

    @Override
    public void shown() {
        int chosen = context.run().selectedProperty().get();
        if (chosen >= 0) {
            String number = Words.client(chosen);
            model.set("client", number);
            if (form.lookup("#inversion-client") instanceof TextField field) {
                field.setText(number);
            }
        }
        picture.request();
    }

    private Region row(SettingField field) {
        Label name = new Label(context.say("setting." + field.owner() + "." + field.name()));
        Control control = field.choices().isEmpty() ? typed(field) : chosen(field);
        control.setId("inversion-" + field.name());
        control.setPrefWidth(112);
        control.setMinWidth(112);
        String help = context.say("setting." + field.owner() + "." + field.name() + ".help");
        control.setTooltip(new Tooltip(help));
        control.setAccessibleText(name.getText() + ", " + help);
        name.setLabelFor(control);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(8, name, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private TextField typed(SettingField field) {
        TextField text = new TextField(model.value(field.name()));
        text.getStyleClass().add("figure");
        text.textProperty().addListener((value, before, now) -> model.set(field.name(), now));
        text.setOnAction(action -> model.start());
        return text;
    }

    private ComboBox<String> chosen(SettingField field) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(field.choices());
        box.setConverter(new ChoiceNames<>(names::choice));
        box.setValue(model.value(field.name()));
        box.valueProperty().addListener((value, before, now) -> model.set(field.name(), now));
        return box;
    }

    private Optional<java.util.concurrent.Callable<PaintedImage.Drawing>> drawing() {
        var words = context.environment().words();
        var tokens = context.environment().palette().tokens();
        var fonts = context.fonts();
        return model.outcome().get().map(found -> () -> new InversionDrawing(found, tokens, fonts, words));
    }

    private void describe() {
        String said = model.problem()
                .get()
                .map(wrong -> context.environment().words().say(wrong.said()))
                .or(() -> model.outcome().get().map(this::result))
                .orElse("");
        saying.setText(said);
        picture.setAccessibleText(said);
    }

    private String result(GradientInversion.Outcome found) {
        return context.say(
                "ui.inversion.result",
                one(found.attempts().get(0).meanPsnr()),
                one(found.attempts().get(1).meanPsnr()),
                one(found.attempts().get(2).meanPsnr()));
    }

    private static String one(double value) {
        return String.format(java.util.Locale.ROOT, "%.1f", value);
    }
}
