package org.fedlens.app;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.report.Figures;
import org.fedlens.report.Points;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;

/** The small chart of how unequally the clients are served. */
public final class SpreadCard {
    private static final double LABELS = 76;
    private static final double ROOM_FOR_SUBTITLE = 350;

    private final Desk desk;
    private final RunCharts charts;

    @FXML
    private VBox root;

    @FXML
    private Label subtitle;

    SpreadCard(Desk desk) {
        this.desk = desk;
        this.charts = new RunCharts(desk.model(), desk.surroundings());
    }

    @FXML
    private void initialize() {
        ChartView chart = new ChartView(
                desk, LABELS, () -> charts.spread(desk.screen().axis().get()));
        chart.setId("spread-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        root.getChildren().add(chart);
        root.widthProperty()
                .addListener((width, before, now) -> subtitle.setVisible(now.doubleValue() >= ROOM_FOR_SUBTITLE));
        new ChartMenu(desk, chart, "spread").install();
        desk.ties().add(desk.model().selectedProperty().subscribe(selected -> chart.request()));
        desk.ties().add(desk.model().revision().subscribe(revision -> describe(chart)));
    }

    private void describe(ChartView chart) {
        RunTable table = desk.model().table();
        Points median = table.global("served-median", XAxis.ROUND);
        Figures figures = desk.surroundings().figures();
        chart.setAccessibleText(
                median.isEmpty()
                        ? desk.say("ui.accuracy.none")
                        : desk.say(
                                "ui.spread.accessible",
                                figures.percent(median.lastY()),
                                figures.percent(last(table, "served-min")),
                                figures.percent(last(table, "served-max"))));
    }

    private static double last(RunTable table, String metric) {
        Points points = table.global(metric, XAxis.ROUND);
        return points.isEmpty() ? Double.NaN : points.lastY();
    }

    VBox root() {
        return root;
    }
}
