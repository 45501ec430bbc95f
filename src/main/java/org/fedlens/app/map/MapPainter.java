package org.fedlens.app.map;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.fedlens.app.kit.Palette;
import org.fedlens.app.run.ClientPhase;

/**
 * Draws clients and the server. State is a ring and a badge, never a colour alone; a donut is the mix of labels.
 *
 * @param g where to draw
 * @param palette colours
 * @param type faces
 */
record MapPainter(GraphicsContext g, Palette palette, MapType type) {
    private static final double RING = 5;
    private static final double FADED = 0.12;

    /** Faces of the map. */
    record MapType(Font small, Font strong, Font figure) {}

    /**
     * What a node looks like.
     *
     * @param x centre
     * @param y centre
     * @param radius of the donut
     * @param phase shown by ring and badge
     * @param progress of the arc
     * @param opacity 1, or less for a node that a filter fades
     */
    record Look(double x, double y, double radius, ClientPhase phase, double progress, double opacity) {}

    Color stateColor(ClientPhase phase) {
        return switch (phase) {
            case IDLE, SAMPLED -> palette.role("track");
            case TRAINING, UPLOADING -> palette.role("accent");
            case RECEIVED -> palette.role("ok");
            case WAITING -> palette.role("warn");
            case DROPPED -> palette.role("bad-line");
        };
    }

    /** @param highlighted class whose colour stays while the others fade, -1 for all */
    void node(Look look, List<Integer> counts, int highlighted) {
        g.setGlobalAlpha(look.opacity());
        double radius = look.phase().taking() ? look.radius() : look.radius() * 0.8;
        boolean ringed = look.radius() > 8;
        if (!ringed) {
            dot(look);
        } else {
            g.setFill(palette.role("surface"));
            circle(look.x(), look.y(), radius + RING + 2, true);
            donut(look, radius, counts, highlighted);
            if (look.phase().taking()) {
                ring(look, radius + RING);
                badge(look, radius);
            }
        }
        g.setGlobalAlpha(1);
    }

    private void dot(Look look) {
        Color color = stateColor(look.phase());
        g.setFill(color);
        g.setStroke(color);
        g.setLineWidth(1.5);
        double r = look.radius();
        switch (look.phase()) {
            case IDLE -> circle(look.x(), look.y(), r * 0.7, true);
            case SAMPLED, DROPPED -> circle(look.x(), look.y(), r, false);
            default -> circle(look.x(), look.y(), r, true);
        }
        if (look.phase() == ClientPhase.DROPPED) {
            cross(look.x(), look.y(), r * 0.45);
        } else if (look.phase() == ClientPhase.RECEIVED) {
            g.setStroke(Color.WHITE);
            tick(look.x(), look.y(), r * 0.5);
        }
    }

    private void donut(Look look, double radius, List<Integer> counts, int highlighted) {
        double total = counts.stream().mapToInt(Integer::intValue).sum();
        double width = Math.max(3, radius * 0.33);
        double r = radius - width / 2;
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineWidth(width);
        if (total == 0 || look.phase() == ClientPhase.DROPPED) {
            g.setStroke(palette.role("track"));
            circle(look.x(), look.y(), r, false);
            return;
        }
        double angle = 90;
        double gap = Math.toDegrees(1.2 / r);
        boolean several = counts.stream().filter(count -> count > 0).count() > 1;
        for (int k = 0; k < counts.size(); k++) {
            double extent = 360 * counts.get(k) / total;
            if (counts.get(k) > 0) {
                boolean faded = highlighted >= 0 && highlighted != k;
                double opacity = faded ? FADED : look.phase().taking() ? 1 : 0.5;
                g.setStroke(palette.over(palette.series(k), opacity));
                double drawn = several ? Math.max(extent * 0.5, extent - gap) : extent;
                g.strokeArc(look.x() - r, look.y() - r, 2 * r, 2 * r, angle, -drawn, ArcType.OPEN);
            }
            angle -= extent;
        }
    }

    private void ring(Look look, double r) {
        g.setLineWidth(3);
        g.setLineCap(StrokeLineCap.BUTT);
        switch (look.phase()) {
            case TRAINING, WAITING -> {
                g.setStroke(palette.role("track"));
                circle(look.x(), look.y(), r, false);
                arc(look.x(), look.y(), r, look.progress(), stateColor(look.phase()));
            }
            case DROPPED -> {
                g.setLineWidth(1.5);
                g.setLineDashes(3, 3);
                g.setStroke(stateColor(look.phase()));
                circle(look.x(), look.y(), r, false);
                g.setLineDashes();
            }
            case SAMPLED -> {
                g.setLineWidth(1.5);
                g.setStroke(palette.role("ghost"));
                circle(look.x(), look.y(), r, false);
            }
            default -> {
                g.setStroke(stateColor(look.phase()));
                circle(look.x(), look.y(), r, false);
            }
        }
    }

    private void arc(double x, double y, double r, double share, Color color) {
        g.setStroke(color);
        g.strokeArc(x - r, y - r, 2 * r, 2 * r, 90, -360 * share, ArcType.OPEN);
    }

    private void badge(Look look, double radius) {
        if (look.phase() == ClientPhase.TRAINING && radius >= 12) {
            text(
                    String.valueOf(Math.round(look.progress() * 100)),
                    look.x(),
                    look.y(),
                    type.figure(),
                    palette.role("fg"));
            return;
        }
        if (look.phase() == ClientPhase.TRAINING || look.phase() == ClientPhase.SAMPLED) {
            return;
        }
        double r = Math.max(5, Math.min(8, radius * 0.4));
        badge(look.phase(), look.x(), look.y(), r);
    }

    /** A filled disc with the sign of a state. */
    void badge(ClientPhase phase, double x, double y, double r) {
        g.setFill(phase == ClientPhase.DROPPED ? stateColor(phase) : stateColor(phase));
        circle(x, y, r, true);
        g.setStroke(palette.role("surface"));
        g.setLineWidth(Math.max(1.2, r * 0.2));
        g.setLineCap(StrokeLineCap.ROUND);
        switch (phase) {
            case UPLOADING -> arrow(x, y, r * 0.5);
            case RECEIVED -> tick(x, y, r * 0.45);
            case WAITING -> clock(x, y, r * 0.5);
            case DROPPED -> cross(x, y, r * 0.35);
            default -> {
                // The other states have no sign of their own.
            }
        }
    }

    private void arrow(double x, double y, double r) {
        g.strokeLine(x, y + r, x, y - r);
        g.strokeLine(x - r * 0.8, y - r * 0.2, x, y - r);
        g.strokeLine(x + r * 0.8, y - r * 0.2, x, y - r);
    }

    private void tick(double x, double y, double r) {
        g.strokeLine(x - r, y + r * 0.1, x - r * 0.2, y + r * 0.8);
        g.strokeLine(x - r * 0.2, y + r * 0.8, x + r, y - r * 0.7);
    }

    private void cross(double x, double y, double r) {
        g.strokeLine(x - r, y - r, x + r, y + r);
        g.strokeLine(x - r, y + r, x + r, y - r);
    }

    private void clock(double x, double y, double r) {
        g.strokeLine(x, y - r, x, y);
        g.strokeLine(x, y, x + r * 0.7, y + r * 0.4);
    }

    /**
     * The server.
     *
     * @param share of the expected updates that came in
     */
    void server(MapLayout layout, double share, String name, String caption) {
        double x = layout.serverX();
        double y = layout.serverY();
        double r = layout.serverRadius();
        g.setFill(palette.role("surface"));
        circle(x, y, r + 5, true);
        g.setFill(palette.role("accent-soft"));
        circle(x, y, r, true);
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineWidth(4);
        g.setStroke(palette.role("track"));
        circle(x, y, r + 1, false);
        arc(x, y, r + 1, share, palette.role("accent"));
        g.setLineWidth(1.5);
        g.setStroke(palette.role("accent"));
        g.setFill(palette.role("accent"));
        for (double top : new double[] {y - 8, y + 2}) {
            g.strokeRoundRect(x - 10, top, 20, 7, 3, 3);
            circle(x - 6, top + 3.5, 1, true);
            circle(x - 2.5, top + 3.5, 1, true);
        }
        if (layout.kind() != MapLayout.Kind.TWO_RINGS) {
            below(layout, r + 16, name, type.strong(), "fg");
            below(layout, r + 33, caption, type.small(), "muted");
        } else {
            halo(caption, x, y + r + 14, type.small(), palette.role("muted"));
        }
    }

    private static Bounds bounds(String said, Font font) {
        Text measured = new Text(said);
        measured.setFont(font);
        return measured.getLayoutBounds();
    }

    /** Words under the server; where the map is narrow they give way to clients, and the bar below says the same. */
    private void below(MapLayout layout, double by, String said, Font font, String role) {
        Bounds bounds = bounds(said, font);
        if (layout.free(layout.serverX(), layout.serverY() + by, bounds.getWidth(), bounds.getHeight())) {
            halo(said, layout.serverX(), layout.serverY() + by, font, palette.role(role));
        }
    }

    /** Text on a piece of surface, so that links do not run through it. */
    private void halo(String said, double x, double y, Font font, Color color) {
        Bounds bounds = bounds(said, font);
        double width = bounds.getWidth() + 6;
        double height = bounds.getHeight() + 2;
        g.setFill(palette.role("surface"));
        g.fillRoundRect(x - width / 2, y - height / 2, width, height, 6, 6);
        text(said, x, y, font, color);
    }

    void text(String said, double x, double y, Font font, Color color) {
        g.setFont(font);
        g.setFill(color);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(said, x, y);
    }

    void circle(double x, double y, double r, boolean filled) {
        if (filled) {
            g.fillOval(x - r, y - r, 2 * r, 2 * r);
        } else {
            g.strokeOval(x - r, y - r, 2 * r, 2 * r);
        }
    }
}
