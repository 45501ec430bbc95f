package org.fedlens.metrics;

import java.util.Arrays;

/**
 * What a model got right on a set of images, by class. Tallies merge, so that any number of workers can share one
 * evaluation; sums are merged in a fixed order.
 */
public final class Tally {
    private final int[] correct;
    private final int[] seen;
    private final double loss;

    /**
     * @param correct images of each class that were classified rightly
     * @param seen images of each class
     * @param loss sum of the cross-entropy over all images
     */
    public Tally(int[] correct, int[] seen, double loss) {
        if (correct.length != seen.length) {
            throw new IllegalArgumentException(correct.length + " classes against " + seen.length);
        }
        this.correct = correct.clone();
        this.seen = seen.clone();
        this.loss = loss;
    }

    public static Tally empty(int classes) {
        return new Tally(new int[classes], new int[classes], 0);
    }

    public Tally plus(Tally other) {
        int[] bothCorrect = correct.clone();
        int[] bothSeen = seen.clone();
        for (int c = 0; c < seen.length; c++) {
            bothCorrect[c] += other.correct[c];
            bothSeen[c] += other.seen[c];
        }
        return new Tally(bothCorrect, bothSeen, loss + other.loss);
    }

    public int count() {
        return Arrays.stream(seen).sum();
    }

    /** Share of all images classified rightly; NaN without images. */
    public double accuracy() {
        return (double) Arrays.stream(correct).sum() / count();
    }

    /** Mean cross-entropy; NaN without images. */
    public double loss() {
        return loss / count();
    }

    /**
     * The accuracy to expect where classes are as frequent as in this mix: {@code sum_c mix_c acc_c / sum_c mix_c}
     * over the classes that were tested. NaN if no class of the mix was.
     *
     * @param mix images of each class that a client holds
     */
    public double accuracyOn(int[] mix) {
        double right = 0;
        double total = 0;
        for (int c = 0; c < seen.length; c++) {
            if (seen[c] > 0) {
                right += mix[c] * ((double) correct[c] / seen[c]);
                total += mix[c];
            }
        }
        return right / total;
    }
}
