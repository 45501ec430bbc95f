package org.fedlens.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes charts and figures to files. Pictures are always in the light theme, on white, at twice the size. */
public final class Export {
    private static final double TWICE = 2;

    private Export() {}

    /** @throws IOException if the file cannot be written */
    public static void png(ChartPainter painter, CurveChart chart, ChartLook look, Path file) throws IOException {
        ChartPainter light = new ChartPainter(Tokens.light(), painter.fonts(), painter.words());
        ChartLook twice = new ChartLook(look.width(), look.height(), look.right(), TWICE, look.text());
        BufferedImage painted = light.paint(chart, twice).image();
        BufferedImage onWhite = new BufferedImage(painted.getWidth(), painted.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = onWhite.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, painted.getWidth(), painted.getHeight());
        graphics.drawImage(painted, 0, 0, null);
        graphics.dispose();
        ImageIO.write(onWhite, "png", file.toFile());
    }

    /** @throws IOException if the file cannot be written */
    public static void csv(NumberTable table, Path file) throws IOException {
        Files.writeString(file, table.csv());
    }

    private static String name(Curve curve, Smoothing smoothing) {
        if (curve.tone() == Curve.Tone.RAW) {
            return curve.label().isEmpty() ? "raw" : curve.label();
        }
        return smoothing.isOn() && curve.tone() != Curve.Tone.LIMIT
                ? (curve.label() + " smoothed " + smoothing.weight()).strip()
                : curve.label();
    }

    /**
     * The numbers behind a chart: one column of x, one of values for each curve, matched by x.
     *
     * @param smoothing that the chart was smoothed by; the columns name it
     */
    public static NumberTable table(CurveChart chart, Smoothing smoothing) {
        double[] xs = chart.curves().stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.points().x()))
                .distinct()
                .sorted()
                .toArray();
        List<String> names = new ArrayList<>(List.of(chart.axis().name().toLowerCase(Locale.ROOT)));
        double[][] rows = new double[xs.length][1 + chart.curves().size()];
        Arrays.setAll(rows, row -> filled(xs[row], rows[row]));
        int number = 1;
        for (Curve curve : chart.curves()) {
            names.add(number + " " + name(curve, smoothing));
            Points points = curve.points();
            int at = 0;
            for (int row = 0; row < xs.length; row++) {
                while (at < points.size() && points.x()[at] < xs[row]) {
                    at++;
                }
                if (at < points.size() && points.x()[at] == xs[row]) {
                    rows[row][number] = points.y()[at];
                }
            }
            number++;
        }
        return new NumberTable(names, rows);
    }

    private static double[] filled(double x, double[] row) {
        Arrays.fill(row, Double.NaN);
        row[0] = x;
        return row;
    }
}
