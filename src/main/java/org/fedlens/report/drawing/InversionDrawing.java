package org.fedlens.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fedlens.data.ImageShape;
import org.fedlens.experiment.inversion.GradientInversion;
import org.fedlens.report.chart.ChartFonts;
import org.fedlens.report.chart.ChartStyle;
import org.fedlens.report.chart.Export;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.text.Words;

/** Draws images beside what was reconstructed of them: one row an image, one column for each thing done to the gradient. */
public record InversionDrawing(GradientInversion.Outcome outcome, ThemeColours tokens, ChartFonts fonts, Words words)
        implements PaintedImage.Drawing {
    private static final double HEAD = 34;
    private static final double FOOT = 20;
    private static final double GAP = 16;
    private static final double TEXT = 12;

    @Override
    public void draw(Graphics2D g, double width, double height, List<PaintedImage.Spot> spots) {
        int columns = 1 + outcome.attempts().size();
        int rows = outcome.originals().size();
        ImageShape shape = outcome.shape();
        double side = Math.min(
                (width - GAP * (columns - 1)) / columns,
                ((height - HEAD) / rows - FOOT) * shape.width() / shape.height());
        double high = side * shape.height() / shape.width();
        double step = (width - side) / Math.max(1, columns - 1);
        text(g, words.say("ui.inversion.original"), side / 2, HEAD / 2, side + GAP, tokens.role("fg"));
        for (int a = 0; a < outcome.attempts().size(); a++) {
            String name = words.say("ui.inversion.guard."
                    + outcome.attempts().get(a).guard().name().toLowerCase(Locale.ROOT));
            text(g, name, (a + 1) * step + side / 2, HEAD / 2, side + GAP, tokens.role("fg"));
        }
        for (int row = 0; row < rows; row++) {
            double y = HEAD + row * (high + FOOT);
            image(g, outcome.originals().get(row), 0, y, side, high);
            text(g, outcome.labels().get(row), side / 2, y + high + FOOT / 2, side, tokens.role("muted"));
            for (int a = 0; a < outcome.attempts().size(); a++) {
                GradientInversion.Attempt attempt = outcome.attempts().get(a);
                double x = (a + 1) * step;
                image(g, attempt.images().get(row), x, y, side, high);
                String said = decibels(attempt.psnr().get(row));
                text(g, said, x + side / 2, y + high + FOOT / 2, side, tokens.role("muted"));
                spots.add(new PaintedImage.Spot(
                        new Rectangle2D.Double(x, y, side, high),
                        -1,
                        outcome.labels().get(row) + ", " + said));
            }
        }
    }

    /** A figure that cannot be told from a perfect copy is not written out. */
    private String decibels(double psnr) {
        return psnr >= 99
                ? words.say("ui.inversion.perfect")
                : words.say("ui.inversion.psnr", String.format(Locale.ROOT, "%.1f", psnr));
    }

    private void image(Graphics2D g, double[] pixels, double x, double y, double wide, double high) {
        ImageShape shape = outcome.shape();
        int plane = shape.width() * shape.height();
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            int red = level(pixels[i]);
            int green = shape.channels() < 3 ? red : level(pixels[plane + i]);
            int blue = shape.channels() < 3 ? red : level(pixels[2 * plane + i]);
            image.setRGB(i % shape.width(), i / shape.width(), red << 16 | green << 8 | blue);
        }
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(image, (int) Math.round(x), (int) Math.round(y), (int) wide, (int) high, null);
        g.setColor(tokens.role("border"));
        g.setStroke(new BasicStroke(1f));
        g.draw(new Rectangle2D.Double(Math.round(x) + 0.5, Math.round(y) + 0.5, (int) wide - 1, (int) high - 1));
    }

    private static int level(double value) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    private void text(Graphics2D g, String said, double x, double y, double room, Color color) {
        double size = TEXT;
        g.setFont(ChartStyle.font(fonts, said, false, size));
        double wide = g.getFontMetrics().stringWidth(said);
        if (wide > room) {
            size *= room / wide;
            g.setFont(ChartStyle.font(fonts, said, false, size));
            wide = g.getFontMetrics().stringWidth(said);
        }
        g.setColor(color);
        g.drawString(said, (float) (x - wide / 2), (float) (y + size * 0.36));
    }

    /** Writes the picture as a PNG file. */
    public void write(Path file) throws IOException {
        int rows = outcome.originals().size();
        int columns = 1 + outcome.attempts().size();
        double side = 160;
        double high = side * outcome.shape().height() / outcome.shape().width();
        PaintedImage picture = PaintedImage.of(this, columns * (side + GAP) - GAP, HEAD + rows * (high + FOOT) + 1, 2);
        BufferedImage opaque =
                new BufferedImage(picture.image().getWidth(), picture.image().getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = opaque.createGraphics();
        try {
            g.setColor(tokens.role("surface"));
            g.fillRect(0, 0, opaque.getWidth(), opaque.getHeight());
            g.drawImage(picture.image(), 0, 0, null);
        } finally {
            g.dispose();
        }
        Export.write(opaque, file);
    }
}
