package org.fedlens.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cheapest joins found so far, at most as many as are wanted, none of which closes a circle. What it drops can
 * never be needed again: a join that closes a circle of cheaper ones stays useless whatever is found later, and so does
 * one dearer than the last that is wanted, since more joins to choose from only make the wanted ones cheaper.
 */
final class Forest {
    private static final int LEAST_ROOM = 1 << 11;

    private final Clusters clusters;
    private final int wanted;
    private final int room;
    private final List<Join> joins = new ArrayList<>();
    private double limit = Double.POSITIVE_INFINITY;
    private int settled;

    /** @param wanted joins in the end, below the number of clusters */
    Forest(Clusters clusters, int wanted) {
        this.clusters = clusters;
        this.wanted = wanted;
        this.room = Math.max(LEAST_ROOM, 2 * wanted);
    }

    /** Joins that cost more than this need not be offered. */
    double limit() {
        return limit;
    }

    void offer(Join join) {
        joins.add(join);
        if (joins.size() - settled >= room) {
            settle();
        }
    }

    void offer(List<Join> more) {
        more.forEach(this::offer);
    }

    /** The joins in order. */
    List<Join> settled() {
        settle();
        return List.copyOf(joins);
    }

    private void settle() {
        joins.sort(null);
        int[] parent = new int[clusters.count()];
        Arrays.setAll(parent, i -> i);
        List<Join> kept = new ArrayList<>();
        for (Join join : joins) {
            int a = root(parent, clusters.of(join.first()));
            int b = root(parent, clusters.of(join.second()));
            if (a != b) {
                // The smaller label stays.
                parent[Math.max(a, b)] = Math.min(a, b);
                kept.add(join);
            }
            if (kept.size() == wanted) {
                limit = join.cost();
                break;
            }
        }
        joins.clear();
        joins.addAll(kept);
        settled = kept.size();
    }

    /** The clusters after these joins. */
    static Clusters joined(Clusters clusters, List<Join> joins) {
        int[] parent = new int[clusters.count()];
        Arrays.setAll(parent, i -> i);
        for (Join join : joins) {
            int a = root(parent, clusters.of(join.first()));
            int b = root(parent, clusters.of(join.second()));
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        int[] numbers = new int[clusters.pictures()];
        Arrays.setAll(numbers, picture -> root(parent, clusters.of(picture)));
        return Clusters.of(numbers);
    }

    private static int root(int[] parent, int label) {
        int at = label;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
