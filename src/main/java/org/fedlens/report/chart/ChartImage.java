package org.fedlens.report.chart;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A painted chart and where its data lies in it, so that a place under the pointer can be told in rounds.
 *
 * @param image premultiplied ARGB
 * @param area of the data, in pixels at 100 %
 * @param chart what was painted
 */
public record ChartImage(BufferedImage image, Rectangle2D area, CurveChart chart) {
    /** The x value at a pixel, inside the axis. */
    public double xAt(double pixel) {
        double share = (pixel - area.getX()) / area.getWidth();
        return chart.from() + Math.max(0, Math.min(1, share)) * (chart.to() - chart.from());
    }

    public double pixelOf(double x) {
        return area.getX() + (x - chart.from()) / (chart.to() - chart.from()) * area.getWidth();
    }
}
