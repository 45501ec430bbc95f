package org.fedlens.app;

import atlantafx.base.controls.Popover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.fedlens.text.Words;

/** The bar above the Data view: what is split how, and what can be done with the split. */
public final class DataBar {
    private static final double MILLION = 1e6;

    private final Desk desk;

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

    DataBar(Desk desk) {
        this.desk = desk;
    }

    @FXML
    private void initialize() {
        icon(undo, Commands.UNDO, desk.draft().canUndo());
        icon(redo, Commands.REDO, desk.draft().canRedo());
        desk.ties().add(desk.draft().federationProperty().subscribe(federation -> refresh()));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> refresh()));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> refresh()));
    }

    private void icon(Button button, Command command, ObservableValue<Boolean> can) {
        button.setTooltip(new Tooltip(command.tip(desk)));
        button.setAccessibleText(command.label().apply(desk));
        desk.ties().add(can.subscribe(now -> button.setDisable(!now)));
    }

    /** Whether the split on the screen is the one with which the run was begun. */
    private boolean asPlayed() {
        Map<String, Object> played = desk.control().played().get();
        Map<String, Object> drawn = desk.draft().tree();
        return Stream.of("data", "partition", "seed").allMatch(key -> Objects.equals(played.get(key), drawn.get(key)));
    }

    private void refresh() {
        Federation federation = desk.draft().federationProperty().get();
        String source = desk.draft().sheet().value("data.source");
        String name = source.substring(source.replace('\\', '/').lastIndexOf('/') + 1);
        subtitle.setText(desk.say(
                "ui.data.subtitle", name, Words.count(federation.clients().size())));
        boolean running = desk.model().phase().active();
        boolean wrong = !desk.draft().sheet().problems().isEmpty();
        chip.setText(
                wrong
                        ? desk.surroundings()
                                .sayCount(
                                        "ui.setup.problems",
                                        desk.draft().sheet().problems().size())
                        : running
                                ? desk.say(asPlayed() ? "ui.data.played" : "ui.data.draft")
                                : desk.say(
                                        "ui.data.live",
                                        Math.max(
                                                1,
                                                Math.round(desk.draft()
                                                                .waitProperty()
                                                                .get()
                                                        / MILLION))));
        chip.getGraphic().setVisible(!wrong && !running);
        chip.getGraphic().setManaged(!wrong && !running);
        Chips.paint(chip, wrong ? "bad" : running && !asPlayed() ? "warn" : "ok");
        int moves = desk.data().moves();
        forget.setVisible(moves > 0);
        forget.setManaged(moves > 0);
        forget.setText(desk.surroundings().sayCount("ui.data.forget", moves));
        save.setDisable(wrong);
    }

    @FXML
    private void undo() {
        desk.draft().undo();
    }

    @FXML
    private void redo() {
        desk.draft().redo();
    }

    @FXML
    private void forget() {
        desk.data().forgetMoves();
    }

    @FXML
    private void use() {
        desk.screen().view().set(View.WORKBENCH);
    }

    @FXML
    private void save() {
        Popover popover = new Popover();
        TextField name = new TextField(
                desk.draft().presetProperty().get().map(Preset::name).orElse(""));
        name.setId("preset-name");
        name.setPrefWidth(220);
        Button keep = new Button(desk.say("ui.data.save.go"));
        keep.setId("preset-keep");
        keep.getStyleClass().addAll("accent", "small");
        keep.setDefaultButton(true);
        keep.disableProperty().bind(name.textProperty().map(String::isBlank));
        keep.setOnAction(action -> {
            popover.hide();
            desk.data().keep(name.getText().strip(), this::kept);
        });
        Label title = new Label(desk.say("ui.data.save.title"));
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
        List<Preset> all = new ArrayList<>(desk.screen().presets().get());
        all.removeIf(other -> other.name().equals(preset.name()));
        all.add(preset);
        desk.screen().presets().set(all);
        desk.draft().use(preset);
    }

    HBox root() {
        return root;
    }
}
