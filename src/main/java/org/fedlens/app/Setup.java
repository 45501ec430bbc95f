package org.fedlens.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.report.Figures;
import org.fedlens.settings.Entry;
import org.fedlens.text.Problem;
import org.kordamp.ikonli.javafx.FontIcon;

/** The setup panel, built from the lines of the form: it knows no setting by itself. */
public final class Setup {
    /** Settings that come first in their group, in this order; the rest follow as the form has them. */
    private static final List<String> FIRST =
            List.of("data.source", "partition.clients", "partition.scheme", "partition.alpha");

    private static final List<String> LAST = List.of("name", "training.participation", "seed");

    private final Desk desk;
    private final SettingNames names;
    private final Map<SetupGroup.Kind, SetupGroup> groups = new EnumMap<>(SetupGroup.Kind.class);
    private final Map<String, SettingRow> rows = new LinkedHashMap<>();
    private final Label methodHelp = new Label();
    private final HBox methodNote = new HBox(8, new FontIcon("bi-info-circle"), methodHelp);
    private final Label perRound = new Label();
    private List<String> structure = List.of();

    @FXML
    private MenuButton preset;

    @FXML
    private Button undo;

    @FXML
    private Button redo;

    @FXML
    private VBox groupList;

    @FXML
    private HBox foot;

    @FXML
    private Region footDot;

    @FXML
    private Label footText;

    @FXML
    private Hyperlink footLink;

    Setup(Desk desk) {
        this.desk = desk;
        this.names = new SettingNames(desk.surroundings());
    }

    @FXML
    private void initialize() {
        methodHelp.setWrapText(true);
        methodNote.getStyleClass().add("inset-note");
        perRound.getStyleClass().add("setting-note");
        icon(undo, Commands.UNDO, desk.draft().canUndo());
        icon(redo, Commands.REDO, desk.draft().canRedo());
        groupList.getChildren().add(new WhatToSee(desk));
        for (SetupGroup.Kind kind : SetupGroup.Kind.values()) {
            boolean open = desk.screen().openGroups().contains(kind.name());
            SetupGroup group = new SetupGroup(kind, desk.say(kind.key()), open, now -> remember(kind, now));
            groups.put(kind, group);
            groupList.getChildren().add(group);
        }
        groups.get(SetupGroup.Kind.DEVICE).add(new DeviceRows(desk));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> refresh()));
        desk.ties()
                .add(desk.draft()
                        .estimateProperty()
                        .subscribe(roughly -> foot(desk.draft().sheet())));
        desk.ties().add(desk.draft().federationProperty().subscribe(federation -> summarize()));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> refresh()));
        desk.ties().add(desk.screen().presets().subscribe(presets -> fillPresets()));
        desk.ties().add(desk.draft().presetProperty().subscribe(used -> namePreset()));
        desk.ties().add(desk.screen().workers().subscribe(workers -> summarize()));
        desk.ties().add(desk.screen().device().subscribe(device -> summarize()));
    }

    private void icon(Button button, Command command, ObservableValue<Boolean> can) {
        button.setTooltip(new Tooltip(command.tip(desk)));
        button.setAccessibleText(command.label().apply(desk));
        desk.ties().add(can.subscribe(now -> button.setDisable(!now)));
    }

    private void remember(SetupGroup.Kind kind, boolean open) {
        if (open) {
            desk.screen().openGroups().add(kind.name());
        } else {
            desk.screen().openGroups().remove(kind.name());
        }
    }

    @FXML
    private void undo() {
        desk.draft().undo();
    }

    @FXML
    private void redo() {
        desk.draft().redo();
    }

    private void fillPresets() {
        preset.getItems().clear();
        for (Preset ready : desk.screen().presets().get()) {
            MenuItem item = new MenuItem(ready.name());
            item.setOnAction(action -> desk.draft().use(ready));
            preset.getItems().add(item);
        }
        namePreset();
    }

    private void namePreset() {
        String name = desk.draft().presetProperty().get().map(Preset::name).orElse(desk.say("ui.preset.own"));
        preset.setText(desk.draft().edited() ? desk.say("ui.preset.edited", name) : desk.say("ui.preset.named", name));
        preset.setTooltip(new Tooltip(preset.getText()));
        preset.setDisable(desk.model().phase().active());
    }

    private void refresh() {
        Sheet sheet = desk.draft().sheet();
        List<String> now = sheet.entries().stream()
                .map(entry -> entry.path() + entry.getClass().getSimpleName())
                .toList();
        if (!now.equals(structure)) {
            structure = now;
            rebuild(sheet);
        }
        boolean active = desk.model().phase().active();
        sheet.entries().forEach(entry -> rows.get(entry.path()).show(entry, sheet.problem(entry.path()), active));
        groups.values()
                .forEach(group -> group.warn(sheet.problems().stream()
                        .anyMatch(problem -> SetupGroup.Kind.of(problem.where()) == group.kind()
                                && rows.containsKey(problem.where()))));
        String help = names.choiceHelp(sheet.value("algorithm.name"));
        methodHelp.setText(help);
        methodNote.setVisible(!help.isEmpty());
        methodNote.setManaged(!help.isEmpty());
        namePreset();
        summarize();
        foot(sheet);
    }

    private void rebuild(Sheet sheet) {
        Optional<String> focused = rows.values().stream()
                .filter(row -> row.focusTarget().isFocused())
                .map(SettingRow::path)
                .findFirst();
        rows.clear();
        groups.values().stream()
                .filter(group -> group.kind() != SetupGroup.Kind.DEVICE)
                .forEach(SetupGroup::clear);
        List<Entry> sorted = new ArrayList<>(sheet.entries());
        sorted.sort(Comparator.comparingInt(entry -> rank(entry.path())));
        boolean strip = false;
        for (Entry entry : sorted) {
            SetupGroup.Kind kind = SetupGroup.Kind.of(entry.path());
            if (kind == SetupGroup.Kind.PARTITION && rank(entry.path()) > FIRST.size() && !strip) {
                strip = true;
                groups.get(kind).add(new MixStrip(desk));
            }
            SettingRow row = new SettingRow(desk, entry);
            rows.put(entry.path(), row);
            groups.get(kind).add(row);
            if (entry.path().equals("training.participation")) {
                groups.get(kind).add(perRound);
            }
        }
        groups.get(SetupGroup.Kind.ALGORITHM).add(methodNote);
        focused.map(rows::get).ifPresent(row -> row.focusTarget().requestFocus());
    }

    private static int rank(String path) {
        if (FIRST.contains(path)) {
            return FIRST.indexOf(path);
        }
        return LAST.contains(path) ? FIRST.size() + 1 + LAST.indexOf(path) : FIRST.size();
    }

    private void summarize() {
        Sheet sheet = desk.draft().sheet();
        SetupSummary summary = new SetupSummary(desk, sheet);
        groups.forEach((kind, group) -> group.summarize(sheet.entries().isEmpty() ? "" : summary.of(kind)));
        double share = sheet.number("training.participation", Double.NaN);
        double clients = sheet.number("partition.clients", Double.NaN);
        boolean known = share > 0 && share <= 1 && clients >= 1;
        perRound.setText(
                known
                        ? desk.say("ui.setup.perRound", (int) Math.max(1, Math.round(share * clients)), (int) clients)
                        : "");
    }

    private void foot(Sheet sheet) {
        List<Problem> problems = sheet.problems();
        boolean wrong = !problems.isEmpty();
        boolean active = desk.model().phase().active();
        foot.setVisible(!sheet.entries().isEmpty());
        footLink.setVisible(wrong && !active);
        footLink.setManaged(wrong && !active);
        footText.setVisible(!wrong || active);
        footText.setManaged(!wrong || active);
        Chips.paint(footDot, wrong && !active ? "bad" : "ok");
        if (active) {
            footText.setText(desk.say("ui.setup.running"));
        } else if (wrong) {
            footLink.setText(
                    rows.containsKey(problems.get(0).where())
                            ? desk.surroundings().sayCount("ui.setup.problems", problems.size())
                            : desk.surroundings().words().say(problems.get(0).said()));
        } else {
            Figures figures = desk.surroundings().figures();
            footText.setText(desk.draft()
                    .estimateProperty()
                    .get()
                    .map(roughly -> desk.say(
                            "ui.setup.estimate",
                            figures.duration(Math.max(1, Math.ceil(roughly.seconds()))),
                            figures.bytes(roughly.bytes())))
                    .orElse(desk.say("ui.setup.ready")));
        }
    }

    /** Leads to the first field that needs attention. */
    @FXML
    void firstProblem() {
        desk.draft().sheet().problems().stream()
                .filter(problem -> rows.containsKey(problem.where()))
                .findFirst()
                .ifPresent(problem -> {
                    SetupGroup group = groups.get(SetupGroup.Kind.of(problem.where()));
                    group.open(true);
                    remember(group.kind(), true);
                    rows.get(problem.where()).focusTarget().requestFocus();
                });
    }
}
