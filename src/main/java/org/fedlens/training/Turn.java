package org.fedlens.training;

/**
 * How far a visit turned what a model says of the client's images: the mean of {@code 1 - cos(before, after)} over
 * them, from 0 for the same direction to 2 for the opposite one. FedReID's code (Zhuang et al. 2020) takes the scores
 * of one training batch, with whatever dropout and augmentation it has; here it is all images as they are, in
 * evaluation mode, so that nothing is left to chance.
 */
final class Turn {
    private static final double SMALLEST = 1e-12;

    private Turn() {}

    /** @param before {@code [n][D]} @param after {@code [n][D]}, of the same images */
    static double mean(float[][] before, float[][] after) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += 1 - cosine(before[i], after[i]);
        }
        return before.length == 0 ? 0 : Math.max(0, sum / before.length);
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int k = 0; k < a.length; k++) {
            product += (double) a[k] * b[k];
            first += (double) a[k] * a[k];
            second += (double) b[k] * b[k];
        }
        return product / Math.max(Math.sqrt(first) * Math.sqrt(second), SMALLEST);
    }
}
