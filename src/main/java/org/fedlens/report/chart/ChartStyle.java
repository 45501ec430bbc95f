package org.fedlens.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/**
 * How every chart looks: no frame, no grey plot, no legend box, a horizontal grid only, small quiet ticks. Sizes are
 * in pixels at 100 % and multiply with the scale.
 */
public final class ChartStyle {
    private static final float GRID = 1f;
    private static final float TICK = 3f;
    private static final float GHOST = 1.5f;
    private static final float LINE = 2f;
    private static final float CURRENT = 2.5f;
    private static final float[][] DASHES = {{}, {5, 4}, {2, 4}, {8, 3, 2, 3}};

    /** A quarter of full opacity. */
    private static final int RAW_ALPHA = 64;

    private ChartStyle() {}

    /** Takes away what JFreeChart draws on its own and sets colours, strokes and type. */
    public static void apply(JFreeChart chart, ThemeColours tokens, double scale) {
        chart.setTitle((String) null);
        chart.removeLegend();
        chart.setBorderVisible(false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(true);
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(true);
        plot.setRangeGridlinePaint(tokens.role("grid"));
        plot.setRangeGridlineStroke(new BasicStroke((float) (GRID * scale)));
        plot.setRangeZeroBaselineVisible(false);
        plot.setDomainZeroBaselineVisible(false);
        axis(plot.getDomainAxis(), tokens, scale);
        axis(plot.getRangeAxis(), tokens, scale);
        plot.getDomainAxis().setAxisLineVisible(true);
        plot.getDomainAxis().setAxisLinePaint(tokens.role("border"));
        plot.getDomainAxis().setAxisLineStroke(new BasicStroke((float) (GRID * scale)));
        plot.getDomainAxis().setTickMarksVisible(true);
        plot.getDomainAxis().setTickMarkPaint(tokens.role("border"));
        plot.getDomainAxis().setTickMarkOutsideLength((float) (TICK * scale));
        plot.getDomainAxis().setTickMarkInsideLength(0);
    }

    private static void axis(ValueAxis axis, ThemeColours tokens, double scale) {
        axis.setLabel(null);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setMinorTickMarksVisible(false);
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        axis.setTickLabelPaint(tokens.role("subtle"));
        double gap = 4 * scale;
        axis.setTickLabelInsets(new RectangleInsets(gap, gap, gap, gap));
    }

    /** The colour of a line. */
    public static Color color(Curve curve, ThemeColours tokens) {
        Color series = tokens.series(curve.slot());
        return switch (curve.tone()) {
            case GHOST -> tokens.role("ghost");
            case LIMIT -> tokens.role("muted");
            case RAW -> new Color(series.getRed(), series.getGreen(), series.getBlue(), RAW_ALPHA);
            default -> series;
        };
    }

    /** The stroke of a line; from the thirteenth on, a repeated colour takes the next dash pattern. */
    public static Stroke stroke(Curve curve, ThemeColours tokens, double scale) {
        float width =
                switch (curve.tone()) {
                    case CURRENT -> CURRENT;
                    case GHOST, RAW, LIMIT -> GHOST;
                    case PLAIN, DOTTED -> LINE;
                };
        int repeat = curve.slot() / tokens.series().size();
        int dash =
                switch (curve.tone()) {
                    case GHOST, LIMIT -> 1;
                    case DOTTED -> 2;
                    case CURRENT, PLAIN, RAW -> repeat % DASHES.length;
                };
        return stroke(width, DASHES[dash], scale);
    }

    static Stroke stroke(float width, float[] dash, double scale) {
        float[] pattern = dash.length == 0 ? null : dash.clone();
        for (int i = 0; i < dash.length; i++) {
            pattern[i] = (float) (dash[i] * scale);
        }
        return new BasicStroke((float) (width * scale), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, pattern, 0f);
    }

    /** A font that can show the text: ours, or the system's where ours has no such glyphs. */
    static Font font(ChartFonts fonts, String text, boolean strong, double size) {
        return fonts.face(text, strong, size);
    }
}
