package org.fedlens.clustering;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Which cluster every picture belongs to: labels from 0 to {@code count() - 1}, each in use. Immutable. */
public final class Clusters {
    private final int[] labels;
    private final int count;

    private Clusters(int[] labels, int count) {
        this.labels = labels;
        this.count = count;
    }

    /** Every picture alone. */
    public static Clusters alone(int pictures) {
        int[] labels = new int[pictures];
        Arrays.setAll(labels, i -> i);
        return new Clusters(labels, pictures);
    }

    /** Clusters of any numbers; they are counted anew in ascending order. */
    public static Clusters of(int[] numbers) {
        Map<Integer, Integer> anew = new TreeMap<>();
        Arrays.stream(numbers).forEach(number -> anew.put(number, 0));
        int next = 0;
        for (Map.Entry<Integer, Integer> entry : anew.entrySet()) {
            entry.setValue(next++);
        }
        return new Clusters(Arrays.stream(numbers).map(anew::get).toArray(), next);
    }

    /** How many clusters there are. */
    public int count() {
        return count;
    }

    /** How many pictures there are. */
    public int pictures() {
        return labels.length;
    }

    public int of(int picture) {
        return labels[picture];
    }

    /** A copy of all labels. */
    public int[] labels() {
        return labels.clone();
    }

    /** Pictures in each cluster. */
    public int[] sizes() {
        int[] sizes = new int[count];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clusters clusters && Arrays.equals(labels, clusters.labels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return labels.length + " pictures in " + count + " clusters";
    }
}
