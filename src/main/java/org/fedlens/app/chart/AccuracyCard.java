package org.fedlens.app.chart;

import java.util.Map;
import java.util.OptionalInt;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.run.RunOutcomeText;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.Figures;
import org.fedlens.report.XAxis;

/** The main chart: test accuracy, its key figure and how it stands against the pinned run. */
public final class AccuracyCard {
    private static final double LABELS = 96;
    private static final double SAME = 0.0005;

    private final ChartContext context;
    private final RunCharts charts;
    private ChartView chart;

    @FXML
    private VBox root;

    @FXML
    private VBox notePlace;

    @FXML
    private Label title;

    @FXML
    private Label figure;

    @FXML
    private Label difference;

    @FXML
    private Label against;

    @FXML
    private ToggleGroup axis;

    @FXML
    private ToggleButton byRound;

    @FXML
    private ToggleButton byBytes;

    @FXML
    private ToggleButton bySeconds;

    public AccuracyCard(ChartContext context) {
        this.context = context;
        this.charts = new RunCharts(context.run(), context.environment());
    }

    @FXML
    private void initialize() {
        chart = new ChartView(
                context, LABELS, () -> charts.accuracy(context.settings().axis().get()));
        chart.setId("accuracy-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        root.getChildren().add(chart);
        new ChartMenu(context, chart, "accuracy").install();
        notePlace.getChildren().add(new RunOutcomeText(context.base()));
        Map<XAxis, ToggleButton> buttons = Map.of(XAxis.ROUND, byRound, XAxis.BYTES, byBytes, XAxis.SECONDS, bySeconds);
        buttons.get(context.settings().axis().get()).setSelected(true);
        buttons.forEach((over, button) -> button.setOnAction(action -> {
            button.setSelected(true);
            context.settings().axis().set(over);
        }));
        context.keep(context.run().revision().subscribe(revision -> refresh()));
        context.keep(context.run().pinnedProperty().subscribe(pinned -> {
            refresh();
            chart.request();
        }));
    }

    private void refresh() {
        String name = context.say("ui.headline." + context.run().table().headlineMetric());
        title.setText(name);
        CurvePoints points = context.run().table().headline(XAxis.ROUND);
        Figures figures = context.environment().figures();
        if (points.isEmpty()) {
            figure.setText("\u2013");
            difference.setVisible(false);
            difference.setManaged(false);
            against.setText(context.say("ui.accuracy.none"));
            chart.setAccessibleText(context.say("ui.accuracy.none"));
            return;
        }
        int round = (int) points.lastX();
        double now = points.lastY();
        figure.setText(figures.percent(now));
        double before = context.run()
                .pinnedProperty()
                .get()
                .map(pinned -> pinned.table().headline(XAxis.ROUND).valueAt(round))
                .orElse(Double.NaN);
        boolean compared = !Double.isNaN(before);
        difference.setVisible(compared);
        difference.setManaged(compared);
        if (compared) {
            compare(now - before, figures, round);
        } else {
            OptionalInt best = charts.bestRound();
            String most =
                    figures.percent(context.run().table().headline(XAxis.ROUND).valueAt(best.orElse(round)));
            against.setText(context.say("ui.accuracy.best", round, most, best.orElse(round)));
        }
        chart.setAccessibleText(
                context.say("ui.accuracy.accessible", figures.percent(now), round, name) + " " + against.getText());
    }

    private void compare(double by, Figures figures, int round) {
        String sign = Math.abs(by) < SAME ? "=" : by > 0 ? "\u25b2" : "\u25bc";
        difference.setText(context.say("ui.accuracy.points", sign, figures.points(Math.abs(by))));
        RoleStyles.paint(difference, Math.abs(by) < SAME ? "muted" : by > 0 ? "ok" : "bad");
        String name = context.run().pinnedProperty().get().orElseThrow().facts().method();
        against.setText(context.say("ui.accuracy.against", name, round));
    }

    public VBox root() {
        return root;
    }
}
