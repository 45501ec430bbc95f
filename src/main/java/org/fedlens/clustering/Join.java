package org.fedlens.clustering;

import java.util.Comparator;

/**
 * Two pictures through which two clusters become one.
 *
 * @param first the smaller index
 * @param cost squared distance of the two plus the penalty
 */
public record Join(int first, int second, double cost) implements Comparable<Join> {
    private static final Comparator<Join> ORDER =
            Comparator.comparingDouble(Join::cost).thenComparingInt(Join::first).thenComparingInt(Join::second);

    /** The cheaper one first, of equals the one with the smaller indices: no two joins tie. */
    @Override
    public int compareTo(Join other) {
        return ORDER.compare(this, other);
    }
}
