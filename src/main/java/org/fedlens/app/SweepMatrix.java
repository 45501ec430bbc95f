package org.fedlens.app;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.fedlens.experiment.execution.SweepPlay;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepGrid;

/**
 * The runs of a sweep as dots: a row or a cell for each case, a dot for each seed. States differ in shape as well as in
 * colour: hollow to come, a ring with a core under way, full with a tick finished, a cross failed, a bar diverged.
 */
final class SweepMatrix extends Region {
    private static final double ROW = 30;
    private static final double HEAD = 26;
    private static final double GAP = 4;
    private static final double DOT = 5;
    private static final double STEP = 14;

    private final Desk desk;
    private final Canvas canvas = new Canvas();
    private Optional<Sweep> sweep = Optional.empty();
    private SweepGrid grid = new SweepGrid(List.of(), List.of());
    private List<Optional<SweepPlay.State>> states = List.of();
    private int current = -1;

    SweepMatrix(Desk desk) {
        this.desk = desk;
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> paint()));
    }

    /** @param running index of the run under way, -1 for none */
    void show(Sweep next, List<Optional<SweepPlay.State>> found, int running) {
        if (!sweep.equals(Optional.of(next))) {
            grid = SweepGrid.of(next);
        }
        sweep = Optional.of(next);
        states = found;
        current = running;
        requestLayout();
        paint();
    }

    void clear() {
        sweep = Optional.empty();
        paint();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (sweep.isEmpty() || canvas.getWidth() < 80 || canvas.getHeight() < HEAD + ROW) {
            return;
        }
        Palette palette = desk.surroundings().palette();
        g.setFont(Font.font("Inter", 12));
        g.setTextBaseline(VPos.CENTER);
        double left = Math.min(canvas.getWidth() * 0.42, widest() + 12);
        int columns = grid.columns().size();
        double width = (canvas.getWidth() - left - GAP * (columns - 1)) / columns;
        int fitting = Math.min(grid.rows().size(), (int) ((canvas.getHeight() - HEAD) / (lowest() + GAP)));
        double height = Math.min(60, (canvas.getHeight() - HEAD) / Math.max(1, fitting) - GAP);
        g.setFill(palette.role("fg"));
        g.setTextAlign(TextAlignment.CENTER);
        for (int c = 0; c < columns; c++) {
            g.fillText(grid.columns().get(c), left + c * (width + GAP) + width / 2, HEAD / 2, width);
        }
        for (int r = 0; r < fitting; r++) {
            double y = HEAD + r * (height + GAP);
            g.setFill(palette.role("fg"));
            g.setTextAlign(TextAlignment.RIGHT);
            boolean more = r == fitting - 1 && fitting < grid.rows().size();
            String label = more
                    ? desk.say("ui.sweep.more", grid.rows().size() - fitting + 1)
                    : grid.rows().get(r);
            g.fillText(label, left - 8, y + height / 2, left - 8);
            for (int c = 0; c < columns && !more; c++) {
                cell(g, palette, r * columns + c, left + c * (width + GAP), y, width, height);
            }
        }
    }

    private double lowest() {
        return grid.rows().size() > 12 ? STEP : ROW;
    }

    private double widest() {
        Text measure = new Text();
        measure.setFont(Font.font("Inter", 12));
        double most = 0;
        for (String row : grid.rows()) {
            measure.setText(row);
            most = Math.max(most, measure.getLayoutBounds().getWidth());
        }
        return most;
    }

    private void cell(GraphicsContext g, Palette palette, int row, double x, double y, double width, double height) {
        Sweep shown = sweep.orElseThrow();
        g.setStroke(palette.role("hairline"));
        g.setLineWidth(1);
        g.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, 6, 6);
        int seeds = shown.seeds().size();
        int cases = shown.cases().size();
        int across = Math.max(1, Math.min(seeds, (int) ((width - 8) / STEP)));
        int lines = (seeds + across - 1) / across;
        double step = Math.min(STEP, (height - 4) / lines);
        for (int s = 0; s < seeds; s++) {
            int in = Math.min(across, seeds - s / across * across);
            double cx = x + width / 2 + (s % across - (in - 1) / 2.0) * STEP;
            double cy = y + height / 2 + (s / across - (lines - 1) / 2.0) * step;
            int trial = s * cases + row;
            dot(g, palette, cx, cy, Math.min(DOT, step / 2 - 1), trial == current, states.get(trial));
        }
    }

    private static void dot(
            GraphicsContext g,
            Palette palette,
            double x,
            double y,
            double r,
            boolean running,
            Optional<SweepPlay.State> state) {
        g.setLineWidth(1.5);
        if (state.isEmpty()) {
            g.setStroke(palette.role(running ? "accent" : "muted"));
            g.strokeOval(x - r, y - r, 2 * r, 2 * r);
            if (running) {
                g.setFill(palette.role("accent"));
                g.fillOval(x - r / 2, y - r / 2, r, r);
            }
            return;
        }
        boolean fine = state.get() == SweepPlay.State.FOUND || state.get() == SweepPlay.State.FINISHED;
        g.setFill(palette.role(fine ? "ok" : "bad-line"));
        g.fillOval(x - r - 0.5, y - r - 0.5, 2 * r + 1, 2 * r + 1);
        g.setStroke(palette.role("surface"));
        double h = r * 0.45;
        if (fine) {
            g.strokePolyline(new double[] {x - h, x - h / 4, x + h}, new double[] {y, y + h, y - h}, 3);
        } else if (state.get() == SweepPlay.State.FAILED) {
            g.strokeLine(x - h, y - h, x + h, y + h);
            g.strokeLine(x - h, y + h, x + h, y - h);
        } else {
            g.strokeLine(x - h, y, x + h, y);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEAD + grid.rows().size() * (lowest() + GAP);
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEAD + ROW;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }
}
