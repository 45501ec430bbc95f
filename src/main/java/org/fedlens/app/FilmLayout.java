package org.fedlens.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fedlens.clustering.Clusters;

/**
 * Where the pictures of a cluster film lie after each merge phase. They stand in lines, in an order in which whatever
 * joins sooner or later is side by side from the beginning, so a merge moves nothing but the pictures that it joins: a
 * picture alone stands in its slot, and the pictures of one cluster close up to the first of them. A cluster of the
 * last phase begins a new line if it would be broken otherwise.
 */
final class FilmLayout {
    private static final double LARGEST = 96;
    private static final double SMALLEST = 4;

    /**
     * Neighbours in one line that are one cluster.
     *
     * @param from the first place
     * @param count places
     * @param grown true if the phase before had it in more than one part
     */
    record Group(int from, int count, boolean grown) {}

    private final double wide;
    private final double high;
    private final double across;
    private final double down;
    private final int columns;
    private final int[] row;
    private final int[] column;
    private final float[][] x;
    private final List<List<Group>> groups = new ArrayList<>();

    /**
     * @param order the picture of every place
     * @param phases clusters of all pictures after each phase, the first with every picture alone
     * @param aspect width of a picture over its height
     */
    FilmLayout(int[] order, List<Clusters> phases, double aspect, double width, double height) {
        Clusters last = phases.get(phases.size() - 1);
        row = new int[order.length];
        column = new int[order.length];
        double tall = LARGEST;
        while (tall > SMALLEST && !fits(order, last, aspect, tall, width, height)) {
            tall -= 0.5;
        }
        high = tall;
        wide = tall * aspect;
        across = across(wide);
        down = down(high);
        columns = (int) Math.max(1, width / across);
        place(order, last, columns);
        x = new float[phases.size()][];
        for (int phase = 0; phase < phases.size(); phase++) {
            List<Group> now = groups(order, phases.get(phase), phase == 0 ? List.of() : groups.get(phase - 1));
            groups.add(now);
            x[phase] = places(now, order.length);
        }
    }

    private static double across(double wide) {
        return wide + Math.max(4, 0.3 * wide);
    }

    private static double down(double high) {
        return high + Math.max(5, 0.14 * high);
    }

    private boolean fits(int[] order, Clusters last, double aspect, double tall, double width, double height) {
        int fitting = (int) (width / across(tall * aspect));
        return fitting > 0 && place(order, last, fitting) * down(tall) <= height;
    }

    /** Deals places to lines. @return how many lines there are */
    private int place(int[] order, Clusters last, int fitting) {
        int line = 0;
        int used = 0;
        for (int from = 0; from < order.length; ) {
            int to = end(order, last, from, order.length);
            if (used > 0 && used + to - from > fitting && to - from <= fitting) {
                line++;
                used = 0;
            }
            for (int place = from; place < to; place++) {
                if (used == fitting) {
                    line++;
                    used = 0;
                }
                row[place] = line;
                column[place] = used++;
            }
            from = to;
        }
        return line + 1;
    }

    /** The first place behind {@code from} that is of another cluster. */
    private static int end(int[] order, Clusters clusters, int from, int most) {
        int to = from + 1;
        while (to < most && clusters.of(order[to]) == clusters.of(order[from])) {
            to++;
        }
        return to;
    }

    private List<Group> groups(int[] order, Clusters clusters, List<Group> before) {
        int[] lengths = new int[order.length];
        before.forEach(group -> lengths[group.from] = group.count);
        List<Group> found = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int most = from;
            while (most < order.length && row[most] == row[from]) {
                most++;
            }
            int to = end(order, clusters, from, most);
            found.add(new Group(from, to - from, !before.isEmpty() && lengths[from] != to - from));
            from = to;
        }
        return found;
    }

    private float[] places(List<Group> now, int count) {
        float[] middle = new float[count];
        for (Group group : now) {
            double first = (column[group.from] + 0.5) * across;
            for (int i = 0; i < group.count; i++) {
                middle[group.from + i] = (float) (first + i * (wide + 1));
            }
        }
        return middle;
    }

    /** The middle of every place, from left to right, so far on the way from a phase to the next. */
    float[] between(int phase, double share) {
        float[] from = x[phase];
        float[] to = x[Math.min(phase + 1, x.length - 1)];
        float[] now = new float[from.length];
        for (int i = 0; i < now.length; i++) {
            now[i] = (float) (from[i] + share * (to[i] - from[i]));
        }
        return now;
    }

    /** The upper edge of a place. */
    double top(int place) {
        return row[place] * down + (down - high) / 2;
    }

    /** The groups after a phase, also those of one picture. */
    List<Group> groups(int phase) {
        return groups.get(phase);
    }

    /** The place under a point, or -1. @param middles as {@link #between} has them */
    int at(float[] middles, double px, double py) {
        int line = (int) Math.floor(py / down);
        for (int place = 0; place < middles.length; place++) {
            if (row[place] == line && Math.abs(middles[place] - px) <= (wide + 1) / 2) {
                return place;
            }
        }
        return -1;
    }

    double wide() {
        return wide;
    }

    double high() {
        return high;
    }

    int lines() {
        return Arrays.stream(row).max().orElse(0) + 1;
    }
}
