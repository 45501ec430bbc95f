package org.fedlens.clustering;

import java.util.Comparator;

/**
 * Two pictures through which two clusters become one.
 *
 * @param first the smaller index
 * @param cost squared distance of the two plus the penalty
 */
public record ClusterJoin(int first, int second, double cost) implements Comparable<ClusterJoin> {
    private static final Comparator<ClusterJoin> ORDER = Comparator.comparingDouble(ClusterJoin::cost)
            .thenComparingInt(ClusterJoin::first)
            .thenComparingInt(ClusterJoin::second);

    /** The cheaper one first, of equals the one with the smaller indices: no two joins tie. */
    @Override
    public int compareTo(ClusterJoin other) {
        return ORDER.compare(this, other);
    }
}
