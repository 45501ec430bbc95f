package org.fedlens.app.map;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import org.fedlens.app.kit.Palette;
import org.fedlens.app.run.ClientPhase;

/**
 * Draws the bent lines between clients and the server, and what travels on them.
 *
 * @param g where to draw
 * @param palette colours
 * @param layout where things stand
 */
record LinkPainter(GraphicsContext g, Palette palette, MapLayout layout) {
    private static final double BEND = 0.16;
    private static final int DOTS = 3;

    private record Bow(double x0, double y0, double cx, double cy, double x1, double y1) {
        double x(double t) {
            return (1 - t) * (1 - t) * x0 + 2 * t * (1 - t) * cx + t * t * x1;
        }

        double y(double t) {
            return (1 - t) * (1 - t) * y0 + 2 * t * (1 - t) * cy + t * t * y1;
        }
    }

    /** From the rim of the client to the rim of the server, bent towards the middle height. */
    private Bow bow(MapLayout.Place place) {
        double dx = layout.serverX() - place.x();
        double dy = layout.serverY() - place.y();
        double length = Math.max(1, Math.hypot(dx, dy));
        double start = layout.radius() + 8;
        double end = layout.serverRadius() + 8;
        double x0 = place.x() + dx / length * start;
        double y0 = place.y() + dy / length * start;
        double x1 = layout.serverX() - dx / length * end;
        double y1 = layout.serverY() - dy / length * end;
        double side = Math.signum(dx) * Math.signum(dy) == 0 ? 1 : Math.signum(dx) * Math.signum(dy);
        double bend = BEND * Math.hypot(x1 - x0, y1 - y0) * side;
        return new Bow(x0, y0, (x0 + x1) / 2 + dy / length * bend, (y0 + y1) / 2 - dx / length * bend, x1, y1);
    }

    void link(MapLayout.Place place, ClientPhase phase) {
        Color color = palette.role("accent");
        double opacity = 0.5;
        double width = 1.2;
        switch (phase) {
            case IDLE, SAMPLED -> {
                return;
            }
            case TRAINING -> width = 1.2;
            case UPLOADING -> width = 2;
            case RECEIVED -> {
                color = palette.role("ok");
                opacity = 0.65;
                width = 1.5;
            }
            case WAITING -> {
                color = palette.role("warn");
                g.setLineDashes(4, 4);
            }
            case DROPPED -> {
                color = palette.role("bad-line");
                opacity = 0.75;
                g.setLineDashes(3, 4);
            }
        }
        Bow bow = bow(place);
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineWidth(width);
        g.setStroke(palette.over(color, opacity));
        g.beginPath();
        g.moveTo(bow.x0(), bow.y0());
        g.quadraticCurveTo(bow.cx(), bow.cy(), bow.x1(), bow.y1());
        g.stroke();
        g.setLineDashes();
    }

    /**
     * Dots on their way.
     *
     * @param share of the way that the first one has gone, 0 to 1
     * @param outward true from the server to the client
     */
    void dots(MapLayout.Place place, double share, boolean outward) {
        Bow bow = bow(place);
        g.setFill(palette.role("accent"));
        for (int k = 0; k < DOTS; k++) {
            double t = share - k * 0.09;
            if (t > 0 && t < 1) {
                double eased = 1 - (1 - t) * (1 - t);
                double at = outward ? 1 - eased : eased;
                double r = 4.5 - k * 1.2;
                g.fillOval(bow.x(at) - r, bow.y(at) - r, 2 * r, 2 * r);
            }
        }
    }
}
