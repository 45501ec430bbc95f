package org.fedlens.app.setup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.fedlens.app.engine.Preset;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.report.Figures;
import org.fedlens.settings.FormEntry;

/** The setup panel, built from the lines of the form: it knows no setting by itself. */
public final class Setup {
    /** Settings that come first in their group, in this order; the rest follow as the form has them. */
    private static final List<String> FIRST =
            List.of("data.source", "partition.clients", "partition.scheme", "partition.alpha");

    private static final List<String> LAST = List.of("name", "training.participation", "seed");

    private final SetupContext context;
    private final SettingNames names;
    private final Map<SetupGroup.Kind, SetupGroup> groups = new EnumMap<>(SetupGroup.Kind.class);
    private final Map<String, SettingRow> rows = new LinkedHashMap<>();
    private final Label methodHelp = new Label();
    private final HBox methodNote = new HBox(8, new org.kordamp.ikonli.javafx.FontIcon("bi-info-circle"), methodHelp);
    private final Label perRound = new Label();
    private List<String> structure = List.of();

    @FXML
    private VBox root;

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

    public Setup(SetupContext context) {
        this.context = context;
        this.names = new SettingNames(context.environment());
    }

    @FXML
    private void initialize() {
        methodHelp.setWrapText(true);
        methodNote.getStyleClass().add("inset-note");
        perRound.getStyleClass().add("setting-note");
        icon(undo, SetupCommands.UNDO, context.draft().canUndo());
        icon(redo, SetupCommands.REDO, context.draft().canRedo());
        groupList.getChildren().add(new ExperimentHints(context));
        for (SetupGroup.Kind kind : SetupGroup.Kind.values()) {
            boolean open = context.state().openGroups().contains(kind.name());
            SetupGroup group = new SetupGroup(kind, context.say(kind.key()), open, now -> remember(kind, now));
            groups.put(kind, group);
            groupList.getChildren().add(group);
        }
        groups.get(SetupGroup.Kind.DEVICE).add(new DeviceRows(context));
        context.keep(context.draft().sheetProperty().subscribe(sheet -> refresh()));
        context.keep(context.draft()
                .estimateProperty()
                .subscribe(roughly -> foot(context.draft().sheet())));
        context.keep(context.draft().federationProperty().subscribe(federation -> summarize()));
        context.keep(context.run().phaseProperty().subscribe(phase -> refresh()));
        context.keep(context.state().presets().subscribe(presets -> fillPresets()));
        context.keep(context.draft().presetProperty().subscribe(used -> namePreset()));
        context.keep(context.state().workers().subscribe(workers -> summarize()));
        context.keep(context.state().device().subscribe(device -> summarize()));
    }

    private void icon(Button button, CommandSpec command, javafx.beans.value.ObservableValue<Boolean> can) {
        button.setTooltip(new Tooltip(command.tip(context.environment())));
        button.setAccessibleText(command.said(context.environment()));
        context.keep(can.subscribe(now -> button.setDisable(!now)));
    }

    private void remember(SetupGroup.Kind kind, boolean open) {
        if (open) {
            context.state().openGroups().add(kind.name());
        } else {
            context.state().openGroups().remove(kind.name());
        }
    }

    @FXML
    private void undo() {
        context.draft().undo();
    }

    @FXML
    private void redo() {
        context.draft().redo();
    }

    private void fillPresets() {
        preset.getItems().clear();
        for (Preset ready : context.state().presets().get()) {
            MenuItem item = new MenuItem(ready.name());
            item.setOnAction(action -> context.draft().use(ready));
            preset.getItems().add(item);
        }
        namePreset();
    }

    private void namePreset() {
        String name = context.draft().presetProperty().get().map(Preset::name).orElse(context.say("ui.preset.own"));
        preset.setText(
                context.draft().edited()
                        ? context.say("ui.preset.edited", name)
                        : context.say("ui.preset.named", name));
        preset.setTooltip(new Tooltip(preset.getText()));
        preset.setDisable(context.run().phase().active());
    }

    private void refresh() {
        SetupSnapshot sheet = context.draft().sheet();
        List<String> now = sheet.entries().stream()
                .map(entry -> entry.path() + entry.getClass().getSimpleName())
                .toList();
        if (!now.equals(structure)) {
            structure = now;
            rebuild(sheet);
        }
        boolean active = context.run().phase().active();
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

    private void rebuild(SetupSnapshot sheet) {
        Optional<String> focused = rows.values().stream()
                .filter(row -> row.focusTarget().isFocused())
                .map(SettingRow::path)
                .findFirst();
        rows.clear();
        groups.values().stream()
                .filter(group -> group.kind() != SetupGroup.Kind.DEVICE)
                .forEach(SetupGroup::clear);
        List<FormEntry> sorted = new ArrayList<>(sheet.entries());
        sorted.sort(Comparator.comparingInt(entry -> rank(entry.path())));
        boolean strip = false;
        for (FormEntry entry : sorted) {
            SetupGroup.Kind kind = SetupGroup.Kind.of(entry.path());
            if (kind == SetupGroup.Kind.PARTITION && rank(entry.path()) > FIRST.size() && !strip) {
                strip = true;
                groups.get(kind).add(new ClientHistogram(context));
            }
            SettingRow row = new SettingRow(context, entry);
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
        SetupSnapshot sheet = context.draft().sheet();
        SetupSummary summary = new SetupSummary(context, sheet);
        groups.forEach((kind, group) -> group.summarize(sheet.entries().isEmpty() ? "" : summary.of(kind)));
        double share = sheet.number("training.participation", Double.NaN);
        double clients = sheet.number("partition.clients", Double.NaN);
        boolean known = share > 0 && share <= 1 && clients >= 1;
        perRound.setText(
                known
                        ? context.say(
                                "ui.setup.perRound", (int) Math.max(1, Math.round(share * clients)), (int) clients)
                        : "");
    }

    private void foot(SetupSnapshot sheet) {
        List<org.fedlens.text.Problem> problems = sheet.problems();
        boolean wrong = !problems.isEmpty();
        boolean active = context.run().phase().active();
        foot.setVisible(!sheet.entries().isEmpty());
        footLink.setVisible(wrong && !active);
        footLink.setManaged(wrong && !active);
        footText.setVisible(!wrong || active);
        footText.setManaged(!wrong || active);
        RoleStyles.paint(footDot, wrong && !active ? "bad" : "ok");
        if (active) {
            footText.setText(context.say("ui.setup.running"));
        } else if (wrong) {
            footLink.setText(
                    rows.containsKey(problems.get(0).where())
                            ? context.environment().sayCount("ui.setup.problems", problems.size())
                            : context.environment().words().say(problems.get(0).said()));
        } else {
            Figures figures = context.environment().figures();
            footText.setText(context.draft()
                    .estimateProperty()
                    .get()
                    .map(roughly -> context.say(
                            "ui.setup.estimate",
                            figures.duration(Math.max(1, Math.ceil(roughly.seconds()))),
                            figures.bytes(roughly.bytes())))
                    .orElse(context.say("ui.setup.ready")));
        }
    }

    /** Leads to the first field that needs attention. */
    @FXML
    public void firstProblem() {
        context.draft().sheet().problems().stream()
                .filter(problem -> rows.containsKey(problem.where()))
                .findFirst()
                .ifPresent(problem -> {
                    SetupGroup group = groups.get(SetupGroup.Kind.of(problem.where()));
                    group.open(true);
                    remember(group.kind(), true);
                    rows.get(problem.where()).focusTarget().requestFocus();
                });
    }

    VBox root() {
        return root;
    }
}
