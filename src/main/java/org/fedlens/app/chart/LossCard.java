package org.fedlens.app.chart;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.app.shell.Desk;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;
import org.fedlens.report.chart.CurveChart;

/** The small chart of the training loss; it says so when its axis is logarithmic. */
public final class LossCard {
    private static final double LABELS = 60;
    private static final double ROOM_FOR_SUBTITLE = 350;

    private final Desk desk;
    private final RunCharts charts;

    @FXML
    private VBox root;

    @FXML
    private Label subtitle;

    LossCard(Desk desk) {
        this.desk = desk;
        this.charts = new RunCharts(desk.model(), desk.surroundings());
    }

    @FXML
    private void initialize() {
        ChartView chart = new ChartView(desk, LABELS, this::chart);
        chart.setId("loss-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        root.getChildren().add(chart);
        new ChartMenu(desk, chart, "loss").install();
        desk.ties().add(desk.model().pinnedProperty().subscribe(pinned -> chart.request()));
        desk.ties().add(desk.model().revision().subscribe(revision -> {
            CurvePoints points = desk.model().table().global(RunTable.TRAIN_LOSS, XAxis.ROUND);
            chart.setAccessibleText(
                    points.isEmpty()
                            ? desk.say("ui.accuracy.none")
                            : desk.say(
                                    "ui.loss.accessible",
                                    desk.surroundings().figures().loss(points.lastY()),
                                    (int) points.lastX()));
        }));
    }

    private CurveChart chart() {
        CurveChart chart = charts.loss(desk.screen().axis().get());
        boolean log = chart.value().log();
        if (root.getWidth() < ROOM_FOR_SUBTITLE) {
            subtitle.setText(log ? desk.say("ui.loss.log") : "");
        } else {
            subtitle.setText(desk.say(log ? "ui.loss.subtitleLog" : "ui.loss.subtitle"));
        }
        return chart;
    }

    VBox root() {
        return root;
    }
}
