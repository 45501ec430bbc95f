package org.fedlens.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;

/** A small chart of a few lines over whole numbers, with their names at their right ends. */
final class LinesView extends Region {
    private static final double LEFT = 44;
    private static final double RIGHT = 84;
    private static final double TOP = 8;
    private static final double BOTTOM = 24;
    private static final double APART = 14;
    private static final int TICKS = 4;

    /**
     * One line.
     *
     * @param slot its colour, counted from 0
     * @param dashed true for what it is held against
     */
    record Line(String name, double[] x, double[] y, int slot, boolean dashed) {}

    private final Surroundings surroundings;
    private final SharpCanvas canvas = new SharpCanvas();
    private final boolean shares;
    private List<Line> lines = List.of();

    /** @param shares true if values are shares from 0 to 1, false if they are counts from 0 */
    LinesView(Surroundings surroundings, boolean shares) {
        this.surroundings = surroundings;
        this.shares = shares;
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        getStyleClass().add("lines-view");
        setMinSize(160, 120);
    }

    void show(List<Line> shown, String said) {
        lines = List.copyOf(shown);
        setAccessibleText(said);
        paint();
    }

    @Override
    protected void layoutChildren() {
        canvas.fit(getWidth(), getHeight());
        paint();
    }

    private double most() {
        double largest = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.y))
                .max()
                .orElse(1);
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(1, largest))));
        return shares ? 1 : Math.max(4, Math.ceil(largest / step) * step);
    }

    private void paint() {
        if (getWidth() <= LEFT + RIGHT || getHeight() <= TOP + BOTTOM) {
            return;
        }
        GraphicsContext g = canvas.fresh();
        Palette palette = surroundings.palette();
        g.setFont(Font.font("Inter", 11));
        double most = most();
        double wide = getWidth() - LEFT - RIGHT;
        double high = getHeight() - TOP - BOTTOM;
        g.setTextBaseline(VPos.CENTER);
        for (int tick = 0; tick <= TICKS; tick++) {
            double y = TOP + high - high * tick / TICKS;
            g.setStroke(palette.role(tick == 0 ? "border" : "grid"));
            g.strokeLine(LEFT, y, LEFT + wide, y);
            g.setFill(palette.role("subtle"));
            double value = most * tick / TICKS;
            g.fillText(shares ? surroundings.figures().wholePercent(value) : String.valueOf(Math.round(value)), 4, y);
        }
        double first = edge(true);
        double last = Math.max(first + 1, edge(false));
        g.setTextBaseline(VPos.TOP);
        g.fillText(String.valueOf(Math.round(first)), LEFT, TOP + high + 6);
        g.fillText(String.valueOf(Math.round(last)), LEFT + wide - 8, TOP + high + 6);
        List<Line> downwards = lines.stream()
                .sorted(Comparator.comparingDouble(line -> -line.y[line.y.length - 1]))
                .toList();
        double[] names = spread(
                downwards.stream()
                        .mapToDouble(line -> TOP + high - high * line.y[line.y.length - 1] / most)
                        .toArray(),
                TOP + high);
        for (int i = 0; i < names.length; i++) {
            Line line = downwards.get(i);
            line(g, palette, line, new Frame(first, last, most, wide, high));
            g.setTextBaseline(VPos.CENTER);
            g.fillText(line.name, LEFT + wide + 8, names[i], RIGHT - 10);
        }
    }

    /**
     * Heights for names that shall stand where their lines end, falling: moved down until they are apart, then up again
     * from the lowest place; closer together where there is not enough room for all.
     */
    static double[] spread(double[] ends, double lowest) {
        double apart = Math.min(APART, (lowest - TOP) / Math.max(1, ends.length - 1));
        double[] heights = ends.clone();
        for (int i = 1; i < heights.length; i++) {
            heights[i] = Math.max(heights[i], heights[i - 1] + apart);
        }
        double most = lowest;
        for (int i = heights.length - 1; i >= 0; i--) {
            heights[i] = Math.min(heights[i], most);
            most = heights[i] - apart;
        }
        return heights;
    }

    private record Frame(double first, double last, double most, double wide, double high) {}

    private double edge(boolean least) {
        var all = lines.stream().flatMapToDouble(line -> Arrays.stream(line.x));
        return (least ? all.min() : all.max()).orElse(0);
    }

    private static void line(GraphicsContext g, Palette palette, Line line, Frame frame) {
        g.setStroke(palette.series(line.slot));
        g.setFill(palette.series(line.slot));
        g.setLineWidth(2);
        g.setLineDashes(line.dashed ? new double[] {5, 4} : new double[0]);
        double[] x = new double[line.x.length];
        double[] y = new double[line.x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = LEFT + frame.wide * (line.x[i] - frame.first) / (frame.last - frame.first);
            y[i] = TOP + frame.high - frame.high * line.y[i] / frame.most;
        }
        g.strokePolyline(x, y, x.length);
        g.setLineDashes();
        g.setLineWidth(1);
        if (!line.dashed) {
            g.fillOval(x[x.length - 1] - 3, y[y.length - 1] - 3, 6, 6);
        }
    }
}
