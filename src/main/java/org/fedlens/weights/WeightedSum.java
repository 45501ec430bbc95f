package org.fedlens.weights;

/**
 * A running sum of weights in double. Added in a fixed order it gives the same bits whoever finished first; 450
 * clients in float would not. One such sum is all that an average needs in memory.
 */
public final class WeightedSum {
    private final WeightLayout layout;
    private final double[] sums;
    private double total;

    public WeightedSum(WeightLayout layout) {
        this.layout = layout;
        this.sums = new double[layout.size()];
    }

    /** Adds {@code factor * weights}. */
    public void add(double factor, Weights weights) {
        if (!layout.equals(weights.layout())) {
            throw new IllegalArgumentException(weights.layout() + " against " + layout);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * weights.at(i);
        }
        total += factor;
    }

    /**
     * Adds {@code factor * share * (to - from)} and counts it as factor: a scaled change, without making it first.
     *
     * @param from has the same slots
     */
    public void addChange(double factor, double share, Weights to, Weights from) {
        if (!layout.equals(to.layout()) || !layout.equals(from.layout())) {
            throw new IllegalArgumentException(to.layout() + " and " + from.layout() + " against " + layout);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * share * ((double) to.at(i) - from.at(i));
        }
        total += factor;
    }

    /** One number of the sum. */
    public double at(int index) {
        return sums[index];
    }

    /** Sum of the factors so far. */
    public double total() {
        return total;
    }

    /** The sum divided by the sum of the factors. */
    public Weights mean() {
        if (!(total > 0)) {
            throw new IllegalStateException("Nothing was added");
        }
        return Weights.fill(layout, i -> sums[i] / total);
    }
}
