package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the federation map puts its nodes. Up to 24 clients stand on one ellipse, up to 60 on two, up to 200 in two
 * blocks of dots beside the server; more are shown as counts. Equal arcs lie between neighbours, and the ring starts
 * half a step from the bottom so that no node stands under the server's caption.
 *
 * @param kind how the clients are shown
 * @param places centre of each client, empty for counts
 * @param serverX centre of the server
 * @param serverY centre of the server
 * @param serverRadius its radius
 * @param radius of an active client
 */
public record MapLayout(
        Kind kind, List<Place> places, double serverX, double serverY, double serverRadius, double radius) {
    static final int ONE_RING = 24;
    static final int TWO_RINGS = 60;
    static final int BLOCK = 200;

    private static final double MARGIN_X = 52;
    private static final double MARGIN_TOP = 38;
    private static final double MARGIN_BOTTOM = 48;
    private static final double WIDEST = 330;
    private static final int SAMPLES = 2000;
    /** A client and its ring take so much of the way to its neighbour; the rest is for its name. */
    private static final double NEIGHBOUR = 0.4;

    private static final double RING = 5;
    private static final double LEAST_RADIUS = 12;
    private static final double DOT_PITCH = 22;

    /** How the clients are shown. */
    public enum Kind {
        ONE_RING,
        TWO_RINGS,
        BLOCK,
        COUNTS
    }

    /** The centre of a client. */
    public record Place(double x, double y) {}

    public MapLayout {
        places = List.copyOf(places);
    }

    public static MapLayout of(int clients, double width, double height) {
        double cx = width / 2;
        double cy = (height - MARGIN_BOTTOM + MARGIN_TOP) / 2;
        double ry = Math.max(40, (height - MARGIN_TOP - MARGIN_BOTTOM) / 2);
        double rx = Math.max(ry, Math.min(WIDEST, width / 2 - MARGIN_X));
        double server = Math.max(20, Math.min(33, ry * 0.3));
        if (clients <= ONE_RING) {
            List<Place> places = ellipse(clients, cx, cy, rx, ry);
            double radius =
                    Math.min(clients > 16 ? 19 : 22, Math.max(LEAST_RADIUS, NEIGHBOUR * closest(places) - RING));
            return new MapLayout(Kind.ONE_RING, places, cx, cy, server, radius);
        }
        if (clients <= TWO_RINGS) {
            int outer = (int) Math.round(clients * 0.6);
            List<Place> places = new ArrayList<>(ellipse(outer, cx, cy, Math.min(width / 2 - 24, rx * 1.25), ry + 12));
            places.addAll(ellipse(clients - outer, cx, cy, rx * 0.85, ry * 0.66));
            return new MapLayout(Kind.TWO_RINGS, places, cx, cy, server * 0.8, 11);
        }
        if (clients <= BLOCK) {
            return new MapLayout(Kind.BLOCK, block(clients, width, height, cx), cx, cy, server, 5);
        }
        return new MapLayout(Kind.COUNTS, List.of(), cx, cy, server, 0);
    }

    /** True if no client reaches into the rectangle of this width and height around a point. */
    boolean free(double x, double y, double width, double height) {
        return places.stream().noneMatch(place -> {
            double besides = Math.max(0, Math.abs(place.x() - x) - width / 2);
            double above = Math.max(0, Math.abs(place.y() - y) - height / 2);
            return Math.hypot(besides, above) < radius + RING;
        });
    }

    /** The least distance between neighbours, infinite where nobody has one. */
    private static double closest(List<Place> places) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < places.size() && places.size() > 1; i++) {
            Place here = places.get(i);
            Place next = places.get((i + 1) % places.size());
            least = Math.min(least, Math.hypot(here.x() - next.x(), here.y() - next.y()));
        }
        return least;
    }

    /** Places at equal arcs, clockwise, the first half a step past the bottom. */
    static List<Place> ellipse(int count, double cx, double cy, double rx, double ry) {
        double[] length = new double[SAMPLES + 1];
        for (int i = 1; i <= SAMPLES; i++) {
            double a = angle(i - 1);
            double b = angle(i);
            length[i] = length[i - 1] + Math.hypot(rx * (Math.cos(b) - Math.cos(a)), ry * (Math.sin(b) - Math.sin(a)));
        }
        List<Place> places = new ArrayList<>();
        int at = 0;
        for (int k = 0; k < count; k++) {
            double wanted = length[SAMPLES] * (k + 0.5) / count;
            while (length[at] < wanted) {
                at++;
            }
            double angle = angle(at);
            places.add(new Place(cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)));
        }
        return rotated(places);
    }

    private static double angle(int sample) {
        return Math.PI / 2 + 2 * Math.PI * sample / SAMPLES;
    }

    /** The first client stands right of the top, as on a clock. */
    private static List<Place> rotated(List<Place> places) {
        int half = places.size() / 2;
        List<Place> turned = new ArrayList<>(places.subList(half, places.size()));
        turned.addAll(places.subList(0, half));
        return turned;
    }

    /** Rows of dots left and right of the server. */
    private static List<Place> block(int count, double width, double height, double cx) {
        int rows = Math.max(1, (int) ((height - 32) / DOT_PITCH));
        int left = (count + 1) / 2;
        int columns = (left + rows - 1) / rows;
        double gap = Math.max(70, Math.min(110, width / 2 - columns * DOT_PITCH - 8));
        double top = (height - (rows - 1) * DOT_PITCH) / 2;
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean onLeft = i < left;
            int k = onLeft ? i : i - left;
            double away = gap + (k / rows) * DOT_PITCH;
            places.add(new Place(onLeft ? cx - away : cx + away, top + (k % rows) * DOT_PITCH));
        }
        return places;
    }

    /** The client under a point, -1 if there is none. */
    public int at(double x, double y) {
        double reach = Math.max(radius + 6, 10);
        int best = -1;
        double least = reach;
        for (int i = 0; i < places.size(); i++) {
            double distance = Math.hypot(places.get(i).x() - x, places.get(i).y() - y);
            if (distance <= least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
