package org.fedlens.app.chart;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;
import org.fedlens.report.chart.CurveChart;

/** The small chart of the training loss; it says so when its axis is logarithmic. */
public final class LossCard {
    private static final double LABELS = 60;
    private static final double ROOM_FOR_SUBTITLE = 350;

    private final ChartContext context;
    private final RunCharts charts;

    @FXML
    private VBox root;

    @FXML
    private Label subtitle;

    public LossCard(ChartContext context) {
        this.context = context;
        this.charts = new RunCharts(context.run(), context.environment());
    }

    @FXML
    private void initialize() {
        ChartView chart = new ChartView(context, LABELS, this::chart);
        chart.setId("loss-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        root.getChildren().add(chart);
        new ChartMenu(context, chart, "loss").install();
        context.keep(context.run().pinnedProperty().subscribe(pinned -> chart.request()));
        context.keep(context.run().revision().subscribe(revision -> {
            CurvePoints points = context.run().table().global(RunTable.TRAIN_LOSS, XAxis.ROUND);
            chart.setAccessibleText(
                    points.isEmpty()
                            ? context.say("ui.accuracy.none")
                            : context.say(
                                    "ui.loss.accessible",
                                    context.environment().figures().loss(points.lastY()),
                                    (int) points.lastX()));
        }));
    }

    private CurveChart chart() {
        CurveChart chart = charts.loss(context.settings().axis().get());
        boolean log = chart.value().log();
        if (root.getWidth() < ROOM_FOR_SUBTITLE) {
            subtitle.setText(log ? context.say("ui.loss.log") : "");
        } else {
            subtitle.setText(context.say(log ? "ui.loss.subtitleLog" : "ui.loss.subtitle"));
        }
        return chart;
    }

    public VBox root() {
        return root;
    }
}
