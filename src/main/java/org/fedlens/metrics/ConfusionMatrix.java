package org.fedlens.metrics;

import java.util.Arrays;

/**
 * Which class was taken for which, pixel by pixel or image by image: {@code count(t, p)} things of class t that were
 * predicted as p. Counts add up over a whole set before anything is divided, which is not the mean over single images.
 *
 * <p>{@code IoU_c = M_cc / (row_c + column_c - M_cc)}; a class that neither occurs nor is predicted has none (NaN) and
 * is left out of the mean. Accuracy is the trace over the sum. Things whose truth lies outside the classes, such as
 * unlabelled pixels, do not count.
 */
public final class ConfusionMatrix {
    private final int classes;
    private final long[] counts;

    /** @throws IllegalArgumentException if there is no class */
    public ConfusionMatrix(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("There must be at least one class");
        }
        this.classes = classes;
        this.counts = new long[classes * classes];
    }

    /**
     * Counts one thing.
     *
     * @param truth its class; outside of 0 to {@code classes - 1} it does not count
     * @param predicted what it was taken for
     * @throws IllegalArgumentException if a thing that counts was taken for no class
     */
    public void add(int truth, int predicted) {
        if (truth < 0 || truth >= classes) {
            return;
        }
        if (predicted < 0 || predicted >= classes) {
            throw new IllegalArgumentException("Class " + predicted + " was predicted, of " + classes);
        }
        counts[truth * classes + predicted]++;
    }

    /** Counts the pixels of a mask; bytes are read as 0 to 255. */
    public void add(byte[] truth, byte[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(truth.length + " pixels against " + predicted.length);
        }
        for (int i = 0; i < truth.length; i++) {
            add(truth[i] & 0xFF, predicted[i] & 0xFF);
        }
    }

    /** Adds another count of the same classes to this one. */
    public void add(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException(classes + " classes against " + other.classes);
        }
        Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
    }

    /** How many classes there are. */
    public int classes() {
        return classes;
    }

    /** How many things of one class were taken for another, or rightly for the same. */
    public long count(int truth, int predicted) {
        return counts[truth * classes + predicted];
    }

    /** Intersection over union of one class; NaN if it neither occurs nor is predicted. */
    public double iou(int label) {
        long union = row(label) + column(label) - count(label, label);
        return union == 0 ? Double.NaN : count(label, label) / (double) union;
    }

    /** Mean of the classes' IoU, without those that have none; NaN if none has. */
    public double meanIou() {
        double sum = 0;
        int defined = 0;
        for (int label = 0; label < classes; label++) {
            double iou = iou(label);
            if (!Double.isNaN(iou)) {
                sum += iou;
                defined++;
            }
        }
        return sum / defined;
    }

    /** Share of a class that was found; NaN if it does not occur. */
    public double recall(int label) {
        return count(label, label) / (double) row(label);
    }

    /** Share of all things taken for what they are; NaN if nothing was counted. */
    public double accuracy() {
        long right = 0;
        for (int label = 0; label < classes; label++) {
            right += count(label, label);
        }
        return right / (double) total();
    }

    /** How many things were counted. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    private long row(int label) {
        long sum = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            sum += count(label, predicted);
        }
        return sum;
    }

    private long column(int label) {
        long sum = 0;
        for (int truth = 0; truth < classes; truth++) {
            sum += count(truth, label);
        }
        return sum;
    }
}
