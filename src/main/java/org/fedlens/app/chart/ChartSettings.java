package org.fedlens.app.chart;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.report.MetricFamily;
import org.fedlens.report.Smoothing;
import org.fedlens.report.XAxis;

/**
 * What all charts share; it outlives a change of language.
 *
 * @param axis what they are drawn over
 * @param hover x value under the pointer in any of them, NaN for none
 * @param smoothing of their lines
 * @param family what the small chart is wanted to show
 */
public record ChartSettings(
        ObjectProperty<XAxis> axis,
        DoubleProperty hover,
        ObjectProperty<Smoothing> smoothing,
        ObjectProperty<MetricFamily> family) {
    public static ChartSettings fresh() {
        return new ChartSettings(
                new SimpleObjectProperty<>(XAxis.ROUND),
                new SimpleDoubleProperty(Double.NaN),
                new SimpleObjectProperty<>(Smoothing.NONE),
                new SimpleObjectProperty<>(MetricFamily.SERVED));
    }
}
