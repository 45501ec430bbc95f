package org.fedlens.report.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.Smoothing;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Writes charts and figures to files. Pictures are always in the light theme, on white, at twice the size. */
public final class Export {
    private static final double TWICE = 2;

    private Export() {}

    /** @throws IOException if the file cannot be written */
    public static void png(ChartPainter painter, CurveChart chart, ChartLook look, Path file) throws IOException {
        ChartPainter light = new ChartPainter(ThemeColours.light(), painter.fonts(), painter.words());
        ChartLook twice = new ChartLook(look.width(), look.height(), look.right(), TWICE, look.text());
        BufferedImage painted = light.paint(chart, twice).image();
        BufferedImage onWhite = new BufferedImage(painted.getWidth(), painted.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = onWhite.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, painted.getWidth(), painted.getHeight());
        graphics.drawImage(painted, 0, 0, null);
        graphics.dispose();
        write(onWhite, file);
    }

    /** Writes a PNG file. The library's own way to a file prints a trace where it cannot open it. */
    public static void write(BufferedImage image, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", png);
        }
    }

    /** @throws IOException if the file cannot be written */
    public static void csv(Table table, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            table.write().csv(out);
        }
    }

    private static String name(Curve curve, Smoothing smoothing) {
        if (curve.tone() == Curve.Tone.RAW) {
            return curve.label().isEmpty() ? "raw" : curve.label();
        }
        return smoothing.isOn() && curve.tone() != Curve.Tone.LIMIT
                ? (curve.label() + " smoothed " + smoothing.weight()).strip()
                : curve.label();
    }

    /** The numbers behind a chart that is not smoothed. */
    public static Table table(CurveChart chart) {
        return table(chart, Smoothing.NONE);
    }

    /**
     * The numbers behind a chart: one column of x, one of values for each curve, matched by x.
     *
     * @param smoothing that the chart was smoothed by; the columns name it
     */
    public static Table table(CurveChart chart, Smoothing smoothing) {
        double[] xs = chart.curves().stream()
                .flatMapToDouble(curve -> java.util.Arrays.stream(curve.points().x()))
                .distinct()
                .sorted()
                .toArray();
        Table table =
                Table.create("chart", DoubleColumn.create(chart.axis().name().toLowerCase(java.util.Locale.ROOT), xs));
        int number = 1;
        for (Curve curve : chart.curves()) {
            DoubleColumn column = DoubleColumn.create(number++ + " " + name(curve, smoothing));
            CurvePoints points = curve.points();
            int at = 0;
            for (double x : xs) {
                while (at < points.size() && points.x()[at] < x) {
                    at++;
                }
                boolean here = at < points.size() && points.x()[at] == x;
                if (here) {
                    column.append(points.y()[at]);
                } else {
                    column.appendMissing();
                }
            }
            table.addColumns(column);
        }
        return table;
    }
}
