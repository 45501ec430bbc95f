package org.fedlens.app.data;

import atlantafx.base.controls.Popover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.setup.SetupCommands;
import org.fedlens.text.Words;

/** The bar above the Data view: what is split how, and what can be done with the split. */
public final class DataBar {
    private static final double MILLION = 1e6;

    private final DataContext context;

    @FXML
    private HBox root;

    @FXML
    private Label subtitle;

    @FXML
    private Label chip;

    @FXML
    private Button undo;

    @FXML
    private Button redo;

    @FXML
    private Button forget;

    @FXML
    private Button save;

    public DataBar(DataContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        icon(undo, SetupCommands.UNDO, context.draft().canUndo());
        icon(redo, SetupCommands.REDO, context.draft().canRedo());
        context.keep(context.draft().federationProperty().subscribe(federation -> refresh()));
        context.keep(context.draft().sheetProperty().subscribe(sheet -> refresh()));
        context.keep(context.run().phaseProperty().subscribe(phase -> refresh()));
    }

    private void icon(Button button, CommandSpec command, javafx.beans.value.ObservableValue<Boolean> can) {
        button.setTooltip(new Tooltip(command.tip(context.environment())));
        button.setAccessibleText(command.said(context.environment()));
        context.keep(can.subscribe(now -> button.setDisable(!now)));
    }

    /** Whether the split on the screen is the one with which the run was begun. */
    private boolean asPlayed() {
        Map<String, Object> played = context.actions().played().get();
        Map<String, Object> drawn = context.draft().tree();
        return Stream.of("data", "partition", "seed").allMatch(key -> Objects.equals(played.get(key), drawn.get(key)));
    }

    private void refresh() {
        LabelDistribution federation = context.draft().federationProperty().get();
        String source = context.draft().sheet().value("data.source");
        String name = source.substring(source.replace('\\', '/').lastIndexOf('/') + 1);
        subtitle.setText(context.say(
                "ui.data.subtitle", name, Words.count(federation.clients().size())));
        boolean running = context.run().phase().active();
        boolean wrong = !context.draft().sheet().problems().isEmpty();
        chip.setText(
                wrong
                        ? context.environment()
                                .sayCount(
                                        "ui.setup.problems",
                                        context.draft().sheet().problems().size())
                        : running
                                ? context.say(asPlayed() ? "ui.data.played" : "ui.data.draft")
                                : context.say(
                                        "ui.data.live",
                                        Math.max(
                                                1,
                                                Math.round(context.draft()
                                                                .waitProperty()
                                                                .get()
                                                        / MILLION))));
        chip.getGraphic().setVisible(!wrong && !running);
        chip.getGraphic().setManaged(!wrong && !running);
        RoleStyles.paint(chip, wrong ? "bad" : running && !asPlayed() ? "warn" : "ok");
        int moves = context.data().moves();
        forget.setVisible(moves > 0);
        forget.setManaged(moves > 0);
        forget.setText(context.environment().sayCount("ui.data.forget", moves));
        save.setDisable(wrong);
    }

    @FXML
    private void undo() {
        context.draft().undo();
    }

    @FXML
    private void redo() {
        context.draft().redo();
    }

    @FXML
    private void forget() {
        context.data().forgetMoves();
    }

    @FXML
    private void use() {
        context.navigation().home();
    }

    @FXML
    private void save() {
        Popover popover = new Popover();
        TextField name = new TextField(
                context.draft().presetProperty().get().map(Preset::name).orElse(""));
        name.setId("preset-name");
        name.setPrefWidth(220);
        Button keep = new Button(context.say("ui.data.save.go"));
        keep.setId("preset-keep");
        keep.getStyleClass().addAll("accent", "small");
        keep.setDefaultButton(true);
        keep.disableProperty().bind(name.textProperty().map(String::isBlank));
        keep.setOnAction(action -> {
            popover.hide();
            context.data().keep(name.getText().strip(), this::kept);
        });
        Label title = new Label(context.say("ui.data.save.title"));
        title.getStyleClass().add("card-title");
        HBox line = new HBox(8, name, keep);
        VBox content = new VBox(12, title, line);
        content.getStyleClass().add("run-chooser");
        popover.setContentNode(content);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.show(save);
        name.requestFocus();
    }

    private void kept(Preset preset) {
        List<Preset> all = new ArrayList<>(context.setup().state().presets().get());
        all.removeIf(other -> other.name().equals(preset.name()));
        all.add(preset);
        context.setup().state().presets().set(all);
        context.draft().use(preset);
    }

    HBox root() {
        return root;
    }
}
