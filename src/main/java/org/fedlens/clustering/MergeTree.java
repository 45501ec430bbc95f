package org.fedlens.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How clusters came about, from every picture alone on: which two pictures made one cluster of two, and in which merge
 * phase. The clusters of every phase follow from it. Immutable.
 *
 * @param pictures how many there are
 * @param merges in the order in which they were made; phases are counted from 1 and never fall
 */
public record MergeTree(int pictures, List<Merge> merges) {
    /**
     * Two clusters that became one.
     *
     * @param phase in which, from 1
     * @param first a picture of the one
     * @param second a picture of the other
     */
    public record Merge(int phase, int first, int second) {}

    public MergeTree {
        merges = List.copyOf(merges);
        int last = 1;
        for (Merge merge : merges) {
            if (merge.phase < last || !inside(merge.first, pictures) || !inside(merge.second, pictures)) {
                throw new IllegalArgumentException(merge + " after phase " + last + " of " + pictures + " pictures");
            }
            last = merge.phase;
        }
    }

    private static boolean inside(int picture, int pictures) {
        return picture >= 0 && picture < pictures;
    }

    /** Every picture alone, nothing merged yet. */
    public static MergeTree alone(int pictures) {
        return new MergeTree(pictures, List.of());
    }

    /** With the joins of one phase more. */
    public MergeTree plus(int phase, List<Join> joins) {
        List<Merge> more = new ArrayList<>(merges);
        joins.forEach(join -> more.add(new Merge(phase, join.first(), join.second())));
        return new MergeTree(pictures, more);
    }

    /** The last phase in which something was merged; 0 before the first. */
    public int phases() {
        return merges.isEmpty() ? 0 : merges.get(merges.size() - 1).phase;
    }

    /** The clusters after a phase; 0 for every picture alone. */
    public Clusters after(int phase) {
        int[] parent = IntStream.range(0, pictures).toArray();
        for (Merge merge : merges) {
            if (merge.phase <= phase) {
                int a = root(parent, merge.first);
                int b = root(parent, merge.second);
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        int[] numbers = new int[pictures];
        Arrays.setAll(numbers, picture -> root(parent, picture));
        return Clusters.of(numbers);
    }

    /**
     * All pictures in an order in which the pictures of every cluster of every phase stand side by side. The clusters
     * of the last phase come largest first, of equals the one with the smaller label.
     */
    public int[] order() {
        int[] parent = IntStream.range(0, pictures).toArray();
        List<List<Integer>> members = new ArrayList<>();
        IntStream.range(0, pictures).forEach(picture -> members.add(new ArrayList<>(List.of(picture))));
        for (Merge merge : merges) {
            int a = root(parent, merge.first);
            int b = root(parent, merge.second);
            if (a != b) {
                int stays = Math.min(a, b);
                int goes = Math.max(a, b);
                parent[goes] = stays;
                members.get(stays).addAll(members.get(goes));
                members.get(goes).clear();
            }
        }
        members.sort(Comparator.comparingInt(List<Integer>::size).reversed());
        return members.stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int root(int[] parent, int picture) {
        int at = picture;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
