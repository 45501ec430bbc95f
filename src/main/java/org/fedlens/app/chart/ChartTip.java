package org.fedlens.app.chart;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.fedlens.app.shell.Desk;
import org.fedlens.report.Figures;
import org.fedlens.report.XAxis;
import org.fedlens.report.chart.Curve;
import org.fedlens.report.chart.CurveChart;
import org.fedlens.report.chart.ValueScale;

/** The dark box beside the pointer: the values of all curves at one place, the largest first. */
final class ChartTip extends VBox {
    private final Desk desk;

    private record Line(String label, double value) {}

    ChartTip(Desk desk) {
        this.desk = desk;
        getStyleClass().add("chart-tip");
    }

    /** Fills the box for the points nearest to {@code x}; answers the x value they stand at. */
    double fill(CurveChart chart, double x) {
        double at = snapped(chart, x);
        getChildren().setAll(new Label(place(chart.axis(), at)));
        List<Line> lines = chart.curves().stream()
                .filter(curve -> !curve.points().isEmpty() && curve.tone() != Curve.Tone.RAW)
                .filter(curve -> curve.points().lastX() >= at - 1e-9)
                .map(curve -> new Line(name(curve), curve.points().valueAt(at)))
                .filter(line -> !Double.isNaN(line.value()))
                .sorted(Comparator.comparingDouble(Line::value).reversed())
                .toList();
        Figures figures = desk.surroundings().figures();
        for (Line line : lines) {
            String value = chart.value().unit() == ValueScale.Unit.SHARE
                    ? figures.percent(line.value())
                    : figures.loss(line.value());
            getChildren().add(new Label((value + "  " + line.label()).strip()));
        }
        return at;
    }

    /** The nearest point of the curve with the most points. */
    private static double snapped(CurveChart chart, double x) {
        return chart.curves().stream()
                .max(Comparator.comparingInt(curve -> curve.points().size()))
                .filter(curve -> !curve.points().isEmpty())
                .map(curve -> curve.points().x()[curve.points().nearest(x)])
                .orElse(x);
    }

    /** What a line is called in the box. */
    private String name(Curve curve) {
        String label = curve.name();
        return label.isEmpty() && curve.tone() == Curve.Tone.GHOST ? desk.say("ui.pin.short") : label;
    }

    private String place(XAxis axis, double x) {
        return switch (axis) {
            case ROUND -> desk.say("ui.round.short", (int) Math.round(x));
            case BYTES -> desk.surroundings().figures().bytes(x);
            case SECONDS -> desk.surroundings().figures().duration(x);
        };
    }

    Point2D size() {
        applyCss();
        layout();
        return new Point2D(prefWidth(-1), prefHeight(-1));
    }
}
