package org.fedlens.metrics;

/**
 * What a model got right on a set of images, image by image or pixel by pixel: which class was taken for which, and the
 * loss. Tallies merge, so that any number of workers can share one evaluation; sums are merged in a fixed order.
 * Immutable.
 */
public final class Tally {
    private final Confusion confusion;
    private final double loss;

    /**
     * @param confusion copied
     * @param loss sum of the cross-entropy over everything that was counted
     */
    public Tally(Confusion confusion, double loss) {
        this.confusion = new Confusion(confusion.classes());
        this.confusion.add(confusion);
        this.loss = loss;
    }

    public static Tally empty(int classes) {
        return new Tally(new Confusion(classes), 0);
    }

    public Tally plus(Tally other) {
        Tally sum = new Tally(confusion, loss + other.loss);
        sum.confusion.add(other.confusion);
        return sum;
    }

    /** Share of all images, or pixels, that were classified rightly; NaN without any. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** Mean cross-entropy; NaN without anything counted. */
    public double loss() {
        return loss / confusion.total();
    }

    /** Intersection over union of one class, see {@link Confusion#iou}. */
    public double iou(int label) {
        return confusion.iou(label);
    }

    /** Mean intersection over union, see {@link Confusion#meanIou}. */
    public double meanIou() {
        return confusion.meanIou();
    }

    /** The same over the classes of a mix. @param mix how much of each class a client holds */
    public double meanIouOn(int[] mix) {
        double sum = 0;
        int defined = 0;
        for (int label = 0; label < mix.length; label++) {
            double iou = confusion.iou(label);
            if (mix[label] > 0 && !Double.isNaN(iou)) {
                sum += iou;
                defined++;
            }
        }
        return sum / defined;
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
        for (int label = 0; label < mix.length; label++) {
            double recall = confusion.recall(label);
            if (!Double.isNaN(recall)) {
                right += mix[label] * recall;
                total += mix[label];
            }
        }
        return right / total;
    }
}
