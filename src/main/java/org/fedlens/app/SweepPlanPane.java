package org.fedlens.app;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.fedlens.experiment.Estimate;
import org.fedlens.report.Figures;
import org.fedlens.settings.Entry;
import org.kordamp.ikonli.javafx.FontIcon;

/** Puts a sweep together: what varies on the left, what that would be and take on the right. */
final class SweepPlanPane extends VBox {
    private static final int MOST_SEEDS = 50;

    private final Desk desk;
    private final SweepDraft draft;
    private final SettingNames names;
    private final VBox rows = new VBox();
    private final MenuButton add = new MenuButton();
    private final HBox addLine = new HBox(8);
    private final Label seedList = new Label();
    private final Label runs = new Label();
    private final Label legend = new Label();
    private final SweepMatrix matrix;
    private final Label time = new Label();
    private final Label traffic = new Label();
    private final Label disk = new Label();
    private final Label problem = new Label();
    private final Label starts = new Label();
    private final Button queue = new Button();

    /**
     * @param close leaves the dialog
     * @param queued shows the queue
     */
    SweepPlanPane(Desk desk, Runnable close, Runnable queued) {
        this.desk = desk;
        this.draft = desk.sweepDraft();
        this.names = new SettingNames(desk.surroundings());
        this.matrix = new SweepMatrix(desk);
        HBox both = new HBox(32, left(), right());
        VBox.setVgrow(both, Priority.ALWAYS);
        both.getStyleClass().add("sheet-body");
        getChildren().addAll(both, foot(close, queued));
        desk.ties().add(draft.factors().subscribe(factors -> showFactors()));
        desk.ties().add(draft.file().subscribe(file -> showFactors()));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> showFactors()));
        desk.ties().add(draft.seeds().subscribe(seeds -> showFactors()));
        desk.ties().add(draft.plan().subscribe(plan -> showPlan()));
        desk.ties().add(draft.problem().subscribe(wrong -> showPlan()));
        desk.ties().add(draft.cost().subscribe(cost -> showCost()));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> showPlan()));
    }

    private Node left() {
        add.setText(desk.say("ui.sweep.factor.add"));
        add.setGraphic(new FontIcon("bi-plus"));
        add.setId("add-factor");
        add.getStyleClass().addAll("flat", "link-button");
        Label rest = new Label(desk.say("ui.sweep.rest"));
        rest.getStyleClass().add("secondary");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        addLine.getChildren().addAll(add, space, rest);
        addLine.getStyleClass().add("factor-row");
        addLine.setAlignment(Pos.CENTER_LEFT);
        Button open = new Button(desk.say("ui.sweep.file.open"), new FontIcon("bi-folder"));
        open.getStyleClass().add("small");
        open.setId("sweep-open-file");
        open.setOnAction(action -> chooseFile());
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("class-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox left = new VBox(8, scroll, open);
        left.setMinWidth(0);
        left.setPrefWidth(540);
        HBox.setHgrow(left, Priority.ALWAYS);
        return left;
    }

    private Node right() {
        runs.getStyleClass().add("card-title");
        runs.setId("sweep-runs");
        Label dots = new Label(desk.say("ui.sweep.dots"));
        dots.getStyleClass().add("secondary");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, runs, space, dots);
        head.setAlignment(Pos.CENTER_LEFT);
        legend.getStyleClass().add("secondary");
        VBox.setVgrow(matrix, Priority.ALWAYS);
        VBox box = new VBox(8, head, matrix, legend);
        box.getStyleClass().add("sweep-preview");
        VBox.setVgrow(box, Priority.ALWAYS);
        HBox costs = new HBox(
                figure("ui.sweep.cost.time", time),
                figure("ui.sweep.cost.traffic", traffic),
                figure("ui.sweep.cost.disk", disk));
        costs.getStyleClass().add("sweep-costs");
        time.setId("sweep-time");
        disk.setId("sweep-disk");
        VBox right = new VBox(12, box, costs);
        right.setMinWidth(332);
        right.setPrefWidth(332);
        return right;
    }

    private VBox figure(String key, Label value) {
        Label name = new Label(desk.say(key));
        name.getStyleClass().add("secondary");
        value.getStyleClass().add("card-title");
        VBox box = new VBox(2, name, value);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setPrefWidth(110);
        return box;
    }

    private Node foot(Runnable close, Runnable queued) {
        problem.setWrapText(true);
        problem.getStyleClass().add("sweep-problem");
        problem.setId("sweep-problem");
        HBox.setHgrow(problem, Priority.ALWAYS);
        problem.setMaxWidth(Double.MAX_VALUE);
        starts.getStyleClass().add("secondary");
        starts.setMinWidth(Region.USE_PREF_SIZE);
        Button cancel = new Button(desk.say("ui.sweep.cancel"));
        cancel.getStyleClass().add("tool");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(action -> close.run());
        queue.getStyleClass().addAll("accent", "tool");
        queue.setId("sweep-queue");
        queue.setMinWidth(Region.USE_PREF_SIZE);
        queue.setOnAction(action -> {
            draft.plan().get().ifPresent(plan -> desk.sweeps().add(plan.sweep(), plan.base()));
            queued.run();
        });
        HBox foot = new HBox(12, problem, starts, cancel, queue);
        foot.getStyleClass().add("sheet-foot");
        return foot;
    }

    private void showFactors() {
        rows.getChildren().clear();
        boolean fromFile = draft.file().get().isPresent();
        add.setDisable(fromFile || draft.factors().get().size() >= SweepDraft.MOST_FACTORS);
        if (fromFile) {
            rows.getChildren().add(fileRow());
            return;
        }
        for (SweepDraft.Factor factor : draft.factors().get()) {
            desk.draft().sheet().entry(factor.path()).ifPresent(entry -> rows.getChildren()
                    .add(new SweepFactorRow(desk, entry, factor)));
        }
        rows.getChildren().addAll(seedRow(), addLine);
        fillMenu();
    }

    private Node fileRow() {
        Label name = new Label(desk.say(
                "ui.sweep.file.shown", draft.file().get().orElseThrow().sweep().name()));
        name.setWrapText(true);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        Hyperlink back = new Hyperlink(desk.say("ui.sweep.file.close"));
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(action -> draft.closeFile());
        HBox row = new HBox(12, name, back);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("factor-row");
        return row;
    }

    private Node seedRow() {
        Label name = new Label(desk.say("ui.sweep.seeds"));
        name.getStyleClass().add("strong");
        Label below = new Label(desk.say("ui.sweep.seeds.below"));
        below.getStyleClass().add("secondary");
        VBox words = new VBox(1, name, below);
        words.setMinWidth(116);
        words.setMaxWidth(116);
        Spinner<Integer> count = new Spinner<>(1, MOST_SEEDS, draft.seeds().get());
        count.setId("sweep-seeds");
        count.setPrefWidth(84);
        count.setMinWidth(84);
        count.setEditable(true);
        count.getEditor().setAccessibleText(desk.say("ui.sweep.seeds"));
        count.valueProperty().addListener((value, before, now) -> draft.seeds().set(now));
        int shown = Math.min(8, draft.seeds().get());
        seedList.setText(IntStream.rangeClosed(1, shown)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", "))
                + (shown < draft.seeds().get() ? " \u2026 " + draft.seeds().get() : ""));
        seedList.getStyleClass().add("secondary-13");
        HBox.setHgrow(seedList, Priority.ALWAYS);
        seedList.setMaxWidth(Double.MAX_VALUE);
        Label times = new Label("\u00d7 " + draft.seeds().get());
        times.getStyleClass().add("figure");
        HBox row = new HBox(12, words, count, seedList, times);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("factor-row");
        return row;
    }

    private void fillMenu() {
        List<String> used =
                draft.factors().get().stream().map(SweepDraft.Factor::path).toList();
        add.getItems().clear();
        for (SetupGroup.Kind kind : SetupGroup.Kind.values()) {
            Menu group = new Menu(desk.say(kind.key()));
            for (Entry entry : desk.draft().sheet().entries()) {
                boolean fits = SetupGroup.Kind.of(entry.path()) == kind
                        && !used.contains(entry.path())
                        && !List.of("name", "seed").contains(entry.path());
                if (fits) {
                    MenuItem item = new MenuItem(names.label(entry));
                    item.setOnAction(action ->
                            draft.set(entry.path(), List.of(desk.draft().sheet().value(entry.path()))));
                    group.getItems().add(item);
                }
            }
            if (!group.getItems().isEmpty()) {
                add.getItems().add(group);
            }
        }
    }

    private void showPlan() {
        Optional<SweepDraft.Plan> plan = draft.plan().get();
        plan.ifPresentOrElse(
                wanted -> {
                    int done = wanted.found().size() - wanted.left();
                    runs.setText(desk.surroundings()
                            .sayCount("ui.sweep.runs", wanted.found().size()));
                    legend.setText(desk.say("ui.sweep.legend", done, wanted.left()));
                    matrix.show(wanted.sweep(), wanted.found(), -1);
                    matrix.setAccessibleText(runs.getText() + ", " + legend.getText());
                    queue.setText(desk.surroundings().sayCount("ui.sweep.queue", wanted.left()));
                },
                () -> {
                    runs.setText("");
                    legend.setText("");
                    matrix.clear();
                    queue.setText(desk.say("ui.sweep.queue.none"));
                });
        queue.setDisable(plan.isEmpty() || plan.get().left() == 0);
        problem.setText(draft.problem()
                .get()
                .map(wrong -> desk.surroundings().words().say(wrong.said()))
                .orElse(""));
        boolean wait = desk.model().phase().active();
        starts.setText(wait ? desk.say("ui.sweep.starts") : "");
    }

    private void showCost() {
        Optional<Estimate> cost = draft.cost().get();
        Figures figures = desk.surroundings().figures();
        time.setText(cost.map(roughly -> figures.duration(Math.max(1, Math.ceil(roughly.seconds()))))
                .orElse(Figures.NONE));
        traffic.setText(cost.map(roughly -> figures.bytes(roughly.bytes())).orElse(Figures.NONE));
        disk.setText(cost.map(roughly -> figures.bytes(roughly.disk())).orElse(Figures.NONE));
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(desk.say("ui.sweep.file"), "*.yaml", "*.yml"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            draft.open(file.toPath());
        }
    }
}
