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
import org.fedlens.app.shell.Desk;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.Figures;
import org.fedlens.report.XAxis;

/** The main chart: test accuracy, its key figure and how it stands against the pinned run. */
public final class AccuracyCard {
    private static final double LABELS = 96;
    private static final double SAME = 0.0005;

    private final Desk desk;
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

    AccuracyCard(Desk desk) {
        this.desk = desk;
        this.charts = new RunCharts(desk.model(), desk.surroundings());
    }

    @FXML
    private void initialize() {
        chart = new ChartView(
                desk, LABELS, () -> charts.accuracy(desk.screen().axis().get()));
        chart.setId("accuracy-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        root.getChildren().add(chart);
        new ChartMenu(desk, chart, "accuracy").install();
        notePlace.getChildren().add(new RunOutcomeText(desk));
        Map<XAxis, ToggleButton> buttons = Map.of(XAxis.ROUND, byRound, XAxis.BYTES, byBytes, XAxis.SECONDS, bySeconds);
        buttons.get(desk.screen().axis().get()).setSelected(true);
        buttons.forEach((over, button) -> button.setOnAction(action -> {
            button.setSelected(true);
            desk.screen().axis().set(over);
        }));
        desk.ties().add(desk.model().revision().subscribe(revision -> refresh()));
        desk.ties().add(desk.model().pinnedProperty().subscribe(pinned -> {
            refresh();
            chart.request();
        }));
    }

    private void refresh() {
        String name = desk.say("ui.headline." + desk.model().table().headlineMetric());
        title.setText(name);
        CurvePoints points = desk.model().table().headline(XAxis.ROUND);
        Figures figures = desk.surroundings().figures();
        if (points.isEmpty()) {
            figure.setText("\u2013");
            difference.setVisible(false);
            difference.setManaged(false);
            against.setText(desk.say("ui.accuracy.none"));
            chart.setAccessibleText(desk.say("ui.accuracy.none"));
            return;
        }
        int round = (int) points.lastX();
        double now = points.lastY();
        figure.setText(figures.percent(now));
        double before = desk.model()
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
                    figures.percent(desk.model().table().headline(XAxis.ROUND).valueAt(best.orElse(round)));
            against.setText(desk.say("ui.accuracy.best", round, most, best.orElse(round)));
        }
        chart.setAccessibleText(
                desk.say("ui.accuracy.accessible", figures.percent(now), round, name) + " " + against.getText());
    }

    private void compare(double by, Figures figures, int round) {
        String sign = Math.abs(by) < SAME ? "=" : by > 0 ? "\u25b2" : "\u25bc";
        difference.setText(desk.say("ui.accuracy.points", sign, figures.points(Math.abs(by))));
        RoleStyles.paint(difference, Math.abs(by) < SAME ? "muted" : by > 0 ? "ok" : "bad");
        String name = desk.model().pinnedProperty().get().orElseThrow().facts().method();
        against.setText(desk.say("ui.accuracy.against", name, round));
    }

    VBox root() {
        return root;
    }
}
