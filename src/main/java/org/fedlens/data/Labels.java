package org.fedlens.data;

import java.util.Arrays;

/** The class of every picture, as whole numbers from 0 to {@code classes() - 1}. Immutable. */
public final class Labels {
    private final int[] labels;
    private final int classes;

    private Labels(int[] labels, int classes) {
        this.labels = labels;
        this.classes = classes;
    }

    /**
     * @param labels one per picture; copied
     * @param classes how many classes there are, whether or not each occurs
     * @throws IllegalArgumentException if a label lies outside the classes
     */
    public static Labels of(int[] labels, int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("There must be at least one class");
        }
        int[] own = labels.clone();
        for (int label : own) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("Label " + label + " is outside 0 to " + (classes - 1));
            }
        }
        return new Labels(own, classes);
    }

    public int count() {
        return labels.length;
    }

    /** The class of one picture. */
    public int of(int index) {
        return labels[index];
    }

    public int classes() {
        return classes;
    }

    /** How many pictures each class has; length {@code classes()}. */
    public int[] histogram() {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** How many of the named pictures each class has; length {@code classes()}. */
    public int[] histogram(int[] indices) {
        int[] counts = new int[classes];
        for (int index : indices) {
            counts[labels[index]]++;
        }
        return counts;
    }

    /** The labels of some pictures, in the order given; the number of classes stays. */
    public Labels subset(int[] indices) {
        return new Labels(Arrays.stream(indices).map(index -> labels[index]).toArray(), classes);
    }

    /** The classes that occur, ascending. */
    public int[] known() {
        return Arrays.stream(labels).distinct().sorted().toArray();
    }

    /**
     * The same pictures with these classes counted from 0 in their order.
     *
     * @param known holds every class that occurs
     */
    public Labels among(int[] known) {
        int[] own = Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(known, label))
                .toArray();
        return of(own, known.length);
    }

    /** The pictures of every class in ascending order, one array a class. */
    int[][] byClass() {
        int[] sizes = histogram();
        int[][] members = new int[classes][];
        Arrays.setAll(members, label -> new int[sizes[label]]);
        int[] filled = new int[classes];
        for (int index = 0; index < labels.length; index++) {
            int label = labels[index];
            members[label][filled[label]++] = index;
        }
        return members;
    }
}
