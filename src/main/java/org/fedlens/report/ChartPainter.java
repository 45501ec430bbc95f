package org.fedlens.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.fedlens.text.Words;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * Paints charts into images, on any thread but the window's.
 *
 * @param tokens colours
 * @param fonts faces
 * @param words language of ticks and labels
 */
public record ChartPainter(Tokens tokens, ChartFonts fonts, Words words) {
    private static final double TICK_TEXT = 11;
    private static final int MOST_PARTS = 5;
    private static final double MOST_DECADES = 5;
    private static final double ROOM_FOR_PARTS = 400;

    /** Paints over nothing: the card behind shows through. */
    public ChartImage paint(CurveChart chart, ChartLook look) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(look.width() * look.device()),
                (int) Math.ceil(look.height() * look.device()),
                BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        try {
            hints(graphics);
            graphics.scale(look.device(), look.device());
            Rectangle2D area = draw(graphics, chart, look);
            return new ChartImage(image, area, chart);
        } finally {
            graphics.dispose();
        }
    }

    /** Draws with any graphics, such as one that writes a vector file; answers where the data lies. */
    public Rectangle2D draw(Graphics2D graphics, CurveChart chart, ChartLook look) {
        JFreeChart drawn = chart(chart, look);
        ChartRenderingInfo info = new ChartRenderingInfo();
        drawn.draw(graphics, new Rectangle2D.Double(0, 0, look.width(), look.height()), info);
        Rectangle2D area = info.getPlotInfo().getDataArea();
        new ChartOverlay(tokens, fonts, new Figures(words), chart, look, area).draw(graphics);
        return area;
    }

    /** The JFreeChart of a chart, without what is written around its data. */
    public JFreeChart chart(CurveChart chart, ChartLook look) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(domain(chart, look));
        plot.setRangeAxis(range(chart.value()));
        bands(plot, chart);
        curves(plot, chart, look.text());
        JFreeChart made = new JFreeChart(plot);
        ChartStyle.apply(made, tokens, look.text());
        plot.setInsets(new RectangleInsets(ChartLook.TOP, 0, 0, look.right()));
        AxisSpace left = new AxisSpace();
        left.setLeft(ChartLook.LEFT * look.text());
        plot.setFixedRangeAxisSpace(left);
        AxisSpace below = new AxisSpace();
        below.setBottom(ChartLook.BOTTOM * look.text());
        plot.setFixedDomainAxisSpace(below);
        String sample = words.say("ui.axis.firstRound");
        plot.getDomainAxis().setTickLabelFont(ChartStyle.font(fonts, sample, false, TICK_TEXT * look.text()));
        plot.getRangeAxis().setTickLabelFont(ChartStyle.font(fonts, "0", false, TICK_TEXT * look.text()));
        return made;
    }

    private ValueAxis domain(CurveChart chart, ChartLook look) {
        NumberAxis axis = new NumberAxis();
        axis.setRange(chart.from(), chart.to());
        double plotted = look.width() - ChartLook.LEFT - look.right();
        int parts = plotted < ROOM_FOR_PARTS * look.text() ? MOST_PARTS - 1 : MOST_PARTS;
        double step = ValueScale.niceStep(chart.to() - chart.from(), parts);
        boolean rounds = chart.axis() == XAxis.ROUND;
        axis.setTickUnit(new NumberTickUnit(rounds ? Math.max(1, Math.ceil(step)) : step));
        axis.setNumberFormatOverride(new Said(value -> tick(chart.axis(), value)));
        return axis;
    }

    private String tick(XAxis axis, double value) {
        return switch (axis) {
            case ROUND -> value == 0 ? words.say("ui.axis.firstRound") : Words.count(Math.round(value));
            case BYTES -> value == 0 ? "0" : new Figures(words).bytes(value);
            case SECONDS -> words.say("ui.time.seconds", Words.figure(value));
        };
    }

    private ValueAxis range(ValueScale scale) {
        Figures figures = new Figures(words);
        DoubleFunction<String> say = scale.unit() == ValueScale.Unit.SHARE
                ? value -> figures.wholePercent(round(value))
                : value -> decimal(value, scale.step());
        if (scale.log()) {
            LogAxis axis = new LogAxis();
            axis.setRange(scale.low(), scale.high());
            double decades = Math.log10(scale.high() / scale.low());
            axis.setTickUnit(new NumberTickUnit(Math.max(1, Math.ceil(decades / MOST_DECADES))));
            axis.setNumberFormatOverride(new Said(Words::figure));
            return axis;
        }
        NumberAxis axis = new NumberAxis();
        axis.setRange(scale.low(), scale.high());
        axis.setTickUnit(new NumberTickUnit(scale.step()));
        axis.setNumberFormatOverride(new Said(say));
        return axis;
    }

    private static double round(double share) {
        return Math.rint(share * 1000) / 1000;
    }

    /** Ticks of one axis share their number of decimals. */
    private static String decimal(double value, double step) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        boolean quarter = Math.abs(step * Math.pow(10, decimals) - Math.rint(step * Math.pow(10, decimals))) > 1e-6;
        return String.format(Locale.ROOT, "%." + (quarter ? decimals + 1 : decimals) + "f", value);
    }

    private void bands(XYPlot plot, CurveChart chart) {
        int first = 1;
        for (int i = 0; i < chart.bands().size(); i++) {
            Band band = chart.bands().get(i);
            YIntervalSeries series = new YIntervalSeries(i);
            for (int k = 0; k < band.low().size(); k++) {
                double low = band.low().y()[k];
                series.add(band.low().x()[k], low, low, band.high().y()[k]);
            }
            YIntervalSeriesCollection data = new YIntervalSeriesCollection();
            data.addSeries(series);
            DeviationRenderer renderer = new DeviationRenderer(false, false);
            renderer.setSeriesFillPaint(0, tokens.series(band.slot()));
            renderer.setAlpha((float) band.opacity());
            plot.setDataset(first + i, data);
            plot.setRenderer(first + i, renderer);
        }
    }

    private void curves(XYPlot plot, CurveChart chart, double scale) {
        DefaultXYDataset data = new DefaultXYDataset();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < chart.curves().size(); i++) {
            Curve curve = chart.curves().get(i);
            data.addSeries(i, new double[][] {curve.points().x(), curve.points().y()});
            renderer.setSeriesPaint(i, ChartStyle.color(curve, tokens));
            renderer.setSeriesStroke(i, ChartStyle.stroke(curve, tokens, scale));
        }
        plot.setDataset(0, data);
        plot.setRenderer(0, renderer);
        // Bands were added behind index 0: reverse order paints them first.
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
    }

    static void hints(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    }

    /** A number format that says numbers in our own way. */
    private static final class Said extends NumberFormat {
        private static final long serialVersionUID = 1L;
        private final transient DoubleFunction<String> say;

        Said(DoubleFunction<String> say) {
            this.say = say;
        }

        @Override
        public StringBuffer format(double number, StringBuffer into, FieldPosition position) {
            return into.append(say.apply(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer into, FieldPosition position) {
            return into.append(say.apply(number));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("Ticks are only written");
        }
    }
}
