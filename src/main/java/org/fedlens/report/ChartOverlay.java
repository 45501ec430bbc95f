package org.fedlens.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is drawn on top of a chart and around its data: hollow markers, the dot at a growing end, labels at the right
 * ends, the line where a run fell apart.
 */
record ChartOverlay(
        Tokens tokens, ChartFonts fonts, Figures figures, CurveChart chart, ChartLook look, Rectangle2D area) {
    private static final double LABEL_TEXT = 11;
    private static final double LABEL_PITCH = 15;
    private static final double LABEL_GAP = 9;
    private static final double DOT = 4;
    private static final double SURFACE_RING = 2;
    private static final int MARKERS = 5;
    private static final int MANY = 8;
    private static final double READABLE = 4.5;
    private static final double TINT = 0.11;

    private record Label(String text, Color color, double x, double wanted, double y) {
        Label at(double place) {
            return new Label(text, color, x, wanted, place);
        }
    }

    void draw(Graphics2D graphics) {
        chart.breakdown().ifPresent(note -> breakdown(graphics, note));
        chart.notes().forEach(note -> note(graphics, note));
        boolean several = chart.curves().stream()
                        .filter(curve -> curve.tone() == Curve.Tone.PLAIN)
                        .count()
                > 1;
        for (int i = 0; i < chart.curves().size(); i++) {
            Curve curve = chart.curves().get(i);
            if (several && curve.tone() == Curve.Tone.PLAIN) {
                markers(graphics, curve, i);
            }
            if (curve.live() && !curve.points().isEmpty()) {
                dot(graphics, curve);
            }
        }
        if (chart.curves().stream().filter(ChartOverlay::named).count() <= MANY) {
            spread(labels()).forEach(label -> name(graphics, label));
        }
    }

    private double x(double value) {
        return area.getX() + (value - chart.from()) / (chart.to() - chart.from()) * area.getWidth();
    }

    private double y(double value) {
        ValueScale scale = chart.value();
        double share = scale.log()
                ? Math.log(value / scale.low()) / Math.log(scale.high() / scale.low())
                : (value - scale.low()) / (scale.high() - scale.low());
        return area.getMaxY() - share * area.getHeight();
    }

    private boolean shown(double x, double y) {
        return x >= area.getX() - 1 && x <= area.getMaxX() + 1 && y >= area.getY() - 1 && y <= area.getMaxY() + 1;
    }

    private void markers(Graphics2D graphics, Curve curve, int index) {
        Points points = curve.points();
        int every = Math.max(1, points.size() / MARKERS);
        // Each line starts its markers a little later than the one before, so that they do not stack.
        int first = index * every / Math.max(1, chart.curves().size());
        graphics.setStroke(ChartStyle.stroke(1.5f, new float[0], look.text()));
        for (int i = first; i < points.size(); i += every) {
            double x = x(points.x()[i]);
            double y = y(points.y()[i]);
            if (shown(x, y)) {
                Shape shape = marker(curve.slot(), x, y, DOT * look.text());
                graphics.setColor(tokens.role("surface"));
                graphics.fill(shape);
                graphics.setColor(ChartStyle.color(curve, tokens));
                graphics.draw(shape);
            }
        }
    }

    /** Circle, square, triangle, diamond, cross, plus, in this order. */
    static Shape marker(int slot, double x, double y, double r) {
        Path2D path = new Path2D.Double();
        switch (slot % 6) {
            case 1 -> path.append(new Rectangle2D.Double(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8), false);
            case 2 -> polygon(path, x, y - r * 1.1, x + r, y + r * 0.8, x - r, y + r * 0.8);
            case 3 -> polygon(path, x, y - r * 1.2, x + r * 1.2, y, x, y + r * 1.2, x - r * 1.2, y);
            case 4 -> {
                path.append(new Line2D.Double(x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8), false);
                path.append(new Line2D.Double(x - r * 0.8, y + r * 0.8, x + r * 0.8, y - r * 0.8), false);
            }
            case 5 -> {
                path.append(new Line2D.Double(x - r, y, x + r, y), false);
                path.append(new Line2D.Double(x, y - r, x, y + r), false);
            }
            default -> path.append(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r), false);
        }
        return path;
    }

    private static void polygon(Path2D path, double... xy) {
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
    }

    private void dot(Graphics2D graphics, Curve curve) {
        double x = x(curve.points().lastX());
        double y = y(curve.points().lastY());
        if (!shown(x, y)) {
            return;
        }
        double r = DOT * look.text();
        double ring = r + SURFACE_RING * look.text();
        graphics.setColor(tokens.role("surface"));
        graphics.fill(new Ellipse2D.Double(x - ring, y - ring, 2 * ring, 2 * ring));
        graphics.setColor(ChartStyle.color(curve, tokens));
        graphics.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }

    private static boolean named(Curve curve) {
        return !curve.label().isEmpty() && curve.tone() != Curve.Tone.RAW;
    }

    private List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        for (Curve curve : chart.curves()) {
            Points points = curve.points();
            int last = points.size() - 1;
            while (last >= 0 && points.x()[last] > chart.to()) {
                last--;
            }
            if (last < 0 || !named(curve) || !Double.isFinite(points.y()[last])) {
                continue;
            }
            Color color = Contrast.readable(ChartStyle.color(curve, tokens), tokens.role("surface"), READABLE);
            double y = Math.max(area.getY(), Math.min(area.getMaxY(), y(points.y()[last])));
            labels.add(new Label(curve.label(), color, x(points.x()[last]) + LABEL_GAP * look.text(), y, y));
        }
        return labels;
    }

    /** Pushes labels apart that would overlap, the highest first, keeping all of them beside the data. */
    private List<Label> spread(List<Label> labels) {
        double pitch = LABEL_PITCH * look.text();
        List<Label> sorted = new ArrayList<>(labels);
        sorted.sort(Comparator.comparingDouble(Label::wanted));
        double floor = area.getMaxY();
        for (int i = 1; i < sorted.size(); i++) {
            double least = sorted.get(i - 1).y() + pitch;
            if (sorted.get(i).y() < least) {
                sorted.set(i, sorted.get(i).at(least));
            }
        }
        for (int i = sorted.size() - 1; i >= 0; i--) {
            double most = floor - (sorted.size() - 1 - i) * pitch;
            if (sorted.get(i).y() > most) {
                sorted.set(i, sorted.get(i).at(most));
            }
        }
        return sorted;
    }

    /**
     * Writes a name beside the end of its line, or above it, at the top below it, if it is too long to stand beside it.
     */
    private void name(Graphics2D graphics, Label label) {
        double y = label.y() + LABEL_TEXT * look.text() * 0.36;
        if (left(graphics, label.text(), label.x()) < label.x()) {
            double pitch = LABEL_PITCH * look.text();
            y += label.y() - pitch > area.getY() ? -pitch : pitch;
        }
        write(graphics, label.text(), label.color(), label.x(), y);
    }

    private void write(Graphics2D graphics, String text, Color color, double x, double base) {
        float left = (float) left(graphics, text, x);
        graphics.setColor(color);
        graphics.drawString(text, left, (float) base);
    }

    /** Where a text begins that would begin at x if the picture were wide enough; its font is chosen. */
    private double left(Graphics2D graphics, String text, double x) {
        graphics.setFont(ChartStyle.font(fonts, text, true, LABEL_TEXT * look.text()));
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        return Math.min(x, look.width() - width - 2);
    }

    private void breakdown(Graphics2D graphics, CurveChart.Note note) {
        double x = Math.min(area.getMaxX(), x(note.x()));
        double before = Math.max(area.getX(), x - area.getWidth() * 0.08);
        Color bad = tokens.role("bad-line");
        graphics.setColor(new Color(bad.getRed(), bad.getGreen(), bad.getBlue(), (int) (255 * TINT)));
        graphics.fill(new Rectangle2D.Double(before, area.getY(), x - before, area.getHeight()));
        graphics.setColor(bad);
        graphics.setStroke(ChartStyle.stroke(1.5f, new float[] {4, 3}, look.text()));
        graphics.draw(new Line2D.Double(x, area.getY(), x, area.getMaxY()));
        write(graphics, note.label(), tokens.role("bad"), x + LABEL_GAP, area.getY() + 12 * look.text());
    }

    private void note(Graphics2D graphics, CurveChart.Note note) {
        double x = x(note.x());
        if (x < area.getX() || x > area.getMaxX()) {
            return;
        }
        graphics.setColor(tokens.role("subtle"));
        graphics.setStroke(ChartStyle.stroke(1f, new float[] {2, 3}, look.text()));
        graphics.draw(new Line2D.Double(x, area.getY(), x, area.getMaxY()));
        write(graphics, note.label(), tokens.role("muted"), x + 4, area.getMaxY() - 6 * look.text());
    }
}
