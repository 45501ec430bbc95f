package org.fedlens.training.local;

import org.fedlens.training.Effort;

/** How far a visit has come. */
public final class VisitProgress {
    private final boolean first;
    private final int batch;
    public int epochs;
    public int steps;
    public long images;
    private double losses;
    private double topBatch;
    private double topAverage;
    private double right;
    private int seen;

    /**
     * @param first true in a client's first visit
     * @param batch the usual size of a batch
     */
    public VisitProgress(boolean first, int batch) {
        this.first = first;
        this.batch = batch;
    }

    public void beginEpoch() {
        topBatch = 0;
        topAverage = 0;
        right = 0;
        seen = 0;
    }

    public void add(double loss, int looked) {
        steps++;
        images += looked;
        losses += loss;
    }

    /**
     * How a batch was classified; one of less than half the usual size tells nothing.
     *
     * @param accuracy share of its images classified rightly
     */
    public void watch(double accuracy, int count) {
        if (2 * count < batch) {
            return;
        }
        right += accuracy * count;
        seen += count;
        topBatch = Math.max(topBatch, accuracy);
        topAverage = Math.max(topAverage, right / seen);
    }

    public Effort effort(boolean within) {
        return new Effort(first, epochs, steps, within, topBatch, topAverage);
    }

    public double meanLoss() {
        return steps == 0 ? Double.NaN : losses / steps;
    }
}
