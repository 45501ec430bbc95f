package org.fedlens.app.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.widget.DiscPainter;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.text.Words;

/** Paints who holds what, off the window's thread: bubbles, a heat map of shares, or stacked bars. */
final class MatrixPainter {
    private static final double BARS = 60;
    private static final double FADED = 0.15;
    private static final double SMALL = 12;
    private static final double FIGURES = 10;

    /** Where a text begins. */
    private enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    private final MatrixContent picture;
    private final LabelDistribution federation;
    private final MatrixLayout layout;
    private final List<Integer> order;
    private final ThemeColours tokens;
    private final Graphics2D g;
    private final DiscPainter discs;

    private MatrixPainter(MatrixContent picture, LabelDistribution federation, Graphics2D g, BufferedImage image) {
        this.discs = new DiscPainter(image, picture.scale());
        this.picture = picture;
        this.federation = federation;
        this.layout = picture.layout(federation);
        this.order = federation.ordered(picture.order());
        this.tokens = picture.tokens();
        this.g = g;
    }

    /** @param picture one that is {@link MatrixContent#seen()} */
    static BufferedImage paint(MatrixContent picture, LabelDistribution federation) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(picture.width() * picture.scale()),
                (int) Math.ceil(picture.height() * picture.scale()),
                BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = image.createGraphics();
        try {
            g.scale(picture.scale(), picture.scale());
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            if (!federation.clients().isEmpty()) {
                new MatrixPainter(picture, federation, g, image).paint();
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    private void paint() {
        int[] sizes = order.stream().mapToInt(federation::images).toArray();
        int largest = 1;
        for (int size : sizes) {
            largest = Math.max(largest, size);
        }
        highlight(picture.chosen(), tokens.role("accent-soft"));
        highlight(picture.dragged(), tokens.role("ok-soft"));
        Shape all = g.getClip();
        if (picture.drawing() == DataModel.Drawing.BARS) {
            stacks(largest);
        } else {
            sizes(sizes, largest);
            rows();
            cells(sizes);
        }
        g.setClip(all);
        numbers();
    }

    private void highlight(int client, Color color) {
        int column = order.indexOf(client);
        if (column >= layout.firstClient() && column < layout.endClient()) {
            g.setColor(color);
            double width = Math.max(4, layout.pitch());
            double top = MatrixLayout.TOP - BARS - 20;
            double height = layout.height() - MatrixLayout.BOTTOM + 26 - top;
            g.fill(new RoundRectangle2D.Double(layout.x(column) - width / 2, top, width, height, 8, 8));
        }
    }

    private void sizes(int[] sizes, int largest) {
        String[] said = picture.words().say("ui.data.sizes").split("\n");
        for (int line = 0; line < said.length; line++) {
            text(said[line], MatrixLayout.LEFT - 12, MatrixLayout.TOP - 36 + 16 * line, Align.RIGHT, "muted");
        }
        double width = Math.max(1, Math.min(16, layout.pitch() * 0.55));
        boolean narrow = width < 6;
        for (int column = layout.firstClient(); column < layout.endClient(); column++) {
            g.setColor(tokens.role(order.get(column) == picture.chosen() ? "accent" : "ghost"));
            double height = Math.max(1, BARS * sizes[column] / largest);
            double top = MatrixLayout.TOP - 12 - height;
            double left = layout.x(column) - width / 2;
            // Round corners of narrow bars are hardly seen, and rounding a hundred of them takes longer than plain
            // ones.
            g.fill(
                    narrow
                            ? new Rectangle2D.Double(left, top, width, height)
                            : new RoundRectangle2D.Double(left, top, width, height, 4, 4));
        }
    }

    private void rows() {
        g.setStroke(new BasicStroke(1));
        for (int label = layout.firstLabel(); label < layout.endLabel(); label++) {
            double y = layout.y(label);
            double line = Math.rint(y - layout.row() / 2) + 0.5;
            g.setColor(tokens.role("grid"));
            g.draw(new Line2D.Double(MatrixLayout.LEFT, line, layout.width() - MatrixLayout.RIGHT, line));
            g.setColor(shade(label));
            g.fill(new Ellipse2D.Double(2, y - 4, 8, 8));
            clipped(federation.classes().get(label), 16, y);
            int holders = federation.holders(label);
            String key = holders == 1 ? "ui.data.holders.one" : "ui.data.holders";
            text(picture.words().say(key, (long) holders), layout.width(), y, Align.RIGHT, "muted");
        }
    }

    private void clipped(String name, double x, double y) {
        Shape all = g.getClip();
        g.clip(new Rectangle2D.Double(x, y - 10, MatrixLayout.LEFT - x - 4, 20));
        text(name, x, y, Align.LEFT, "fg");
        g.setClip(all);
    }

    private Color shade(int label) {
        Color color = tokens.series(label);
        boolean full = picture.highlighted() < 0 || picture.highlighted() == label;
        return full ? color : ThemeColours.blend(color, tokens.role("surface"), FADED);
    }

    private void cells(int[] sizes) {
        boolean heat = picture.drawing() == DataModel.Drawing.HEAT;
        int most = federation.most();
        for (int label = layout.firstLabel(); label < layout.endLabel(); label++) {
            double y = layout.y(label);
            Color shade = shade(label);
            for (int column = layout.firstClient(); column < layout.endClient(); column++) {
                int count = federation.count(order.get(column), label);
                if (heat) {
                    heat(column, y, (double) count / Math.max(1, sizes[column]));
                } else if (count > 0) {
                    double radius = Math.max(1, layout.largestRadius() * Math.sqrt((double) count / most));
                    discs.paint(layout.x(column), y, radius, shade);
                }
            }
        }
    }

    private void heat(int column, double y, double share) {
        double width = layout.pitch() > 8 ? layout.pitch() - 2 : layout.pitch();
        double height = Math.min(layout.row() - 2, 42);
        Color below = tokens.ramp().get((int) Math.min(
                tokens.ramp().size() - 1, Math.floor(share * tokens.ramp().size())));
        g.setColor(below);
        g.fill(new RoundRectangle2D.Double(layout.x(column) - width / 2, y - height / 2, width, height, 4, 4));
        if (width >= 24 && share >= 0.005) {
            g.setColor(light(below) > 0.18 ? new Color(0x0D1117) : Color.WHITE);
            text(String.valueOf(Math.round(100 * share)), layout.x(column), y, Align.CENTER, FIGURES);
        }
    }

    /** Relative luminance, as text must be read on it. */
    private static double light(Color color) {
        return 0.2126 * Math.pow(color.getRed() / 255.0, 2.2)
                + 0.7152 * Math.pow(color.getGreen() / 255.0, 2.2)
                + 0.0722 * Math.pow(color.getBlue() / 255.0, 2.2);
    }

    private void stacks(int largest) {
        double floor = layout.height() - MatrixLayout.BOTTOM;
        double high = floor - 24;
        double width = Math.max(1, Math.min(24, layout.pitch() * 0.7));
        g.setStroke(new BasicStroke(1));
        for (int tick = 0; tick <= 4; tick++) {
            double y = Math.rint(floor - high * tick / 4) + 0.5;
            g.setColor(tokens.role(tick == 0 ? "border" : "grid"));
            g.draw(new Line2D.Double(MatrixLayout.LEFT, y, layout.width() - MatrixLayout.RIGHT, y));
            String said = Words.count(Math.round(largest * tick / 4.0));
            text(said, MatrixLayout.LEFT - 8, y, Align.RIGHT, "subtle");
        }
        for (int column = layout.firstClient(); column < layout.endClient(); column++) {
            int below = 0;
            for (int label = 0; label < layout.classes(); label++) {
                int count = federation.count(order.get(column), label);
                double height = high * count / largest;
                g.setColor(shade(label));
                g.fill(new Rectangle2D.Double(
                        layout.x(column) - width / 2, floor - high * below / largest - height, width, height));
                below += count;
            }
        }
    }

    private void numbers() {
        int step = layout.numbered();
        double y = layout.height() - MatrixLayout.BOTTOM + 14;
        for (int column = layout.firstClient(); column < layout.endClient(); column++) {
            int client = order.get(column);
            boolean chosen = client == picture.chosen();
            if (chosen || column % step == 0) {
                String name = Words.client(client);
                text(name, layout.x(column), y, Align.CENTER, chosen ? "accent" : "muted");
            }
        }
        double middle = (MatrixLayout.LEFT + layout.width() - MatrixLayout.RIGHT) / 2;
        text(picture.words().say("ui.data.axis"), middle, y + 22, Align.CENTER, "muted");
    }

    private void text(String said, double x, double y, Align align, String role) {
        g.setColor(tokens.role(role));
        text(said, x, y, align, SMALL);
    }

    private void text(String said, double x, double y, Align align, double size) {
        Font font = picture.fonts().face(said, false, size);
        g.setFont(font);
        double width = align == Align.LEFT ? 0 : g.getFontMetrics().stringWidth(said);
        double left = align == Align.LEFT ? x : align == Align.RIGHT ? x - width : x - width / 2;
        // Capitals of both faces are about 0.73 of their size high.
        g.drawString(said, (float) left, (float) (y + 0.365 * size));
    }
}
