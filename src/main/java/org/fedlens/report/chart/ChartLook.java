package org.fedlens.report.chart;

/**
 * What decides how a chart is painted, apart from what it shows.
 *
 * @param width in pixels at 100 %
 * @param height in pixels at 100 %
 * @param right space right of the data for labels
 * @param device pixels of the image for one pixel at 100 %
 * @param text scale of type and lines, 1 in the workbench
 */
public record ChartLook(double width, double height, double right, double device, double text) {
    static final double LEFT = 44;
    static final double TOP = 10;
    static final double BOTTOM = 30;

    public ChartLook {
        if (!(width > LEFT + right) || !(height > TOP + BOTTOM)) {
            throw new IllegalArgumentException("No room for a chart in " + width + " x " + height);
        }
    }

    /** True if a chart of this size has room for its axes at all. */
    public static boolean fits(double width, double height, double right) {
        return width > LEFT + right + 1 && height > TOP + BOTTOM + 1;
    }
}
