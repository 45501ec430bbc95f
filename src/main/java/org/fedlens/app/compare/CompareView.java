package org.fedlens.app.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.fedlens.app.chart.ChartView;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.PageKey;
import org.fedlens.report.Comparison;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.XAxis;
import org.fedlens.report.chart.Curve;
import org.fedlens.report.chart.CurveChart;
import org.fedlens.report.chart.ValueScale;
import org.fedlens.text.Text;

/** The view that holds several runs against each other: their curves, their groups, and whether those differ for sure. */
public final class CompareView implements Page {
    /** Its place in the rail. */
    public static final PageKey PAGE = new PageKey("COMPARE", "bi-graph-up");

    private static final double LABELS = 150;
    private static final double SURE = 0.05;

    private final CompareContext context;
    private final CompareModel model;

    @FXML
    private HBox bar;

    @FXML
    private StackPane root;

    @FXML
    private VBox listCard;

    @FXML
    private TextField filter;

    @FXML
    private ListView<RunListEntry> list;

    @FXML
    private Label chosen;

    @FXML
    private ComboBox<String> metric;

    @FXML
    private HBox tests;

    @FXML
    private VBox chartCard;

    @FXML
    private TableView<Comparison.Group> groups;

    @FXML
    private TableView<Comparison.Pair> pairs;

    @FXML
    private Button export;

    public CompareView(CompareContext context) {
        this.context = context;
        this.model = context.compare();
    }

    @FXML
    private void initialize() {
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label(context.say("ui.open.none")));
        filter.textProperty().addListener(typed -> fill());
        metric.getItems().setAll(CompareModel.METRICS);
        metric.valueProperty().bindBidirectional(model.metric());
        ToggleGroup group = new ToggleGroup();
        for (Comparison.Test test : Comparison.Test.values()) {
            ToggleButton button = new ToggleButton(
                    context.say("ui.compare.test." + test.name().toLowerCase(Locale.ROOT)));
            button.setToggleGroup(group);
            button.setId("test-" + test.name().toLowerCase(Locale.ROOT));
            button.setMinWidth(ToggleButton.USE_PREF_SIZE);
            button.setOnAction(action -> {
                button.setSelected(true);
                model.test().set(test);
            });
            button.setSelected(model.test().get() == test);
            tests.getChildren().add(button);
        }
        ChartView chart = new ChartView(context.charts(), LABELS, this::chart);
        chart.setId("compare-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        chartCard.getChildren().add(chart);
        columns();
        context.keep(model.runs().subscribe(runs -> fill()));
        context.keep(model.chosen().subscribe(now -> {
            chosen.setText(context.say("ui.compare.chosen", now.size(), CompareModel.MOST));
            list.refresh();
        }));
        context.keep(model.result().subscribe(found -> {
            groups.getItems()
                    .setAll(found.map(result -> result.comparison().groups()).orElse(List.of()));
            pairs.getItems()
                    .setAll(found.map(result -> result.comparison().pairs()).orElse(List.of()));
            export.setDisable(found.isEmpty());
            chart.setAccessibleText(found.map(this::said).orElse(context.say("ui.accuracy.none")));
            chart.request();
        }));
        context.keep(context.navigation().page().subscribe(view -> {
            if (view.equals(PAGE)) {
                model.open();
            }
        }));
    }

    private void fill() {
        String typed = filter.getText().strip().toLowerCase(Locale.ROOT);
        list.getItems()
                .setAll(model.runs().get().stream()
                        .filter(run -> (run.name() + " " + run.detail() + " "
                                        + run.folder().getFileName())
                                .toLowerCase(Locale.ROOT)
                                .contains(typed))
                        .toList());
    }

    private boolean share() {
        return !model.metric().get().contains("loss");
    }

    private String figure(double value) {
        return share()
                ? context.environment().figures().percent(value)
                : Double.isNaN(value) ? "\u2013" : String.format(Locale.ROOT, "%.4g", value);
    }

    private String figure(double mean, double spread) {
        if (Double.isNaN(spread)) {
            return figure(mean);
        }
        String width =
                share() ? context.environment().figures().points(spread) : String.format(Locale.ROOT, "%.2g", spread);
        return figure(mean) + " \u00b1 " + width;
    }

    private void columns() {
        column(groups, "ui.compare.group", 220, Comparison.Group::label);
        column(
                groups,
                "ui.compare.runs",
                64,
                group -> String.valueOf(group.runs().size()));
        column(groups, "ui.compare.last", 140, group -> figure(group.meanLast(), group.spreadLast()));
        column(groups, "ui.compare.best", 140, group -> figure(group.meanBest(), group.spreadBest()));
        column(pairs, "ui.compare.pair", 260, pair -> pair.first() + " \u2013 " + pair.second());
        column(pairs, "ui.compare.seeds", 64, pair -> String.valueOf(pair.seeds()));
        column(
                pairs,
                "ui.compare.difference",
                100,
                pair -> (pair.difference() > 0 ? "+" : "")
                        + (share()
                                ? context.environment().figures().points(pair.difference())
                                : String.format(Locale.ROOT, "%.3g", pair.difference())));
        column(pairs, "ui.compare.p", 80, pair -> chance(pair.p()));
        column(pairs, "ui.compare.holm", 90, pair -> chance(pair.corrected()));
        column(
                pairs,
                "ui.compare.verdict",
                230,
                pair -> context.say(
                        Double.isNaN(pair.corrected())
                                ? "ui.compare.verdict.none"
                                : pair.corrected() < SURE ? "ui.compare.verdict.sure" : "ui.compare.verdict.unsure"));
        groups.setPlaceholder(new Label(context.say("ui.compare.nothing")));
        pairs.setPlaceholder(new Label(context.say("ui.compare.noPairs")));
    }

    private static String chance(double p) {
        return Double.isNaN(p) ? "\u2013" : p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    private <T> void column(TableView<T> table, String key, double width, Function<T, String> cell) {
        TableColumn<T, String> column = new TableColumn<>(context.say(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(cell.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        if (!table.getColumns().isEmpty()) {
            column.getStyleClass().add("figure-column");
        }
        table.getColumns().add(column);
    }

    private String said(CompareModel.Result result) {
        List<Comparison.Group> all = result.comparison().groups();
        return all.isEmpty()
                ? context.say("ui.accuracy.none")
                : context.say(
                        "ui.compare.accessible",
                        all.size(),
                        all.get(0).label(),
                        figure(all.get(0).meanLast()));
    }

    /** One curve for each run, in the colour of its group; the first of a group carries its name. */
    private CurveChart chart() {
        Optional<CompareModel.Result> found = model.result().get();
        List<Curve> curves = new ArrayList<>();
        double to = 1;
        if (found.isPresent()) {
            List<Comparison.Group> all = found.get().comparison().groups();
            for (int slot = 0; slot < all.size(); slot++) {
                boolean named = false;
                for (Comparison.Run run : all.get(slot).runs()) {
                    CurvePoints points = points(found.get(), run.name());
                    if (!points.isEmpty()) {
                        String label = named ? "" : all.get(slot).label();
                        curves.add(new Curve(label, points, Curve.Tone.PLAIN, slot, false));
                        to = Math.max(to, points.lastX());
                        named = true;
                    }
                }
            }
        }
        List<CurvePoints> shown = curves.stream().map(Curve::points).toList();
        ValueScale scale = share() ? ValueScale.accuracy(shown, ValueScale.wholeShare()) : ValueScale.loss(shown);
        return new CurveChart(XAxis.ROUND, 0, to, scale, List.of(), curves, Optional.empty(), List.of());
    }

    private static CurvePoints points(CompareModel.Result result, String name) {
        return result.curves().entrySet().stream()
                .filter(entry -> entry.getKey().getFileName().toString().equals(name))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(CurvePoints.NONE);
    }

    @FXML
    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("comparison.csv");
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            write(file.toPath());
        }
    }

    /** Writes the groups in the background and says so in the log. */
    void write(Path file) {
        model.result().get().ifPresent(found -> context.painters().execute(() -> {
            Text said;
            try {
                Files.writeString(file, found.comparison().csv());
                said = Text.of("ui.log.saved", file.toString());
            } catch (IOException e) {
                said = Text.of("ui.log.notSaved", file.toString());
            }
            Text told = said;
            context.pulse().post(() -> context.run().note(LogLine.Level.INFO, told));
        }));
    }

    @Override
    public Optional<Runnable> export() {
        return Optional.of(export::fire);
    }

    @Override
    public Node bar() {
        return bar;
    }

    @Override
    public Node body() {
        return root;
    }

    @Override
    public List<Node> regions() {
        return List.of(bar, listCard, chartCard, groups, pairs);
    }

    private final class Cell extends ListCell<RunListEntry> {
        private final CheckBox box = new CheckBox();
        private final Label name = new Label();
        private final Label detail = new Label();
        private final Label best = new Label();
        private final HBox line;

        Cell() {
            name.getStyleClass().add("strong");
            detail.getStyleClass().add("secondary");
            best.getStyleClass().add("figure");
            best.setMinWidth(Label.USE_PREF_SIZE);
            VBox words = new VBox(2, name, detail);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            line = new HBox(8, box, words, best);
            line.setMaxWidth(280);
            line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            box.setOnAction(action -> {
                if (getItem() != null) {
                    model.choose(getItem(), box.isSelected());
                }
            });
        }

        @Override
        protected void updateItem(RunListEntry run, boolean empty) {
            super.updateItem(run, empty);
            setText(null);
            if (empty || run == null) {
                setGraphic(null);
                return;
            }
            name.setText(run.name());
            detail.setText(run.folder().getFileName().toString());
            best.setText(context.environment().figures().percent(run.best()));
            box.setSelected(model.isChosen(run));
            box.setAccessibleText(run.name() + ", " + detail.getText() + ", " + best.getText());
            setGraphic(line);
        }
    }
}
