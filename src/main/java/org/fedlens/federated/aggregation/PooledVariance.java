package org.fedlens.federated.aggregation;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.federated.Statistics;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/**
 * Sums what {@link Statistics#POOLED} needs: for each running variance the weighted sum of {@code var + mean^2}, in
 * double, since the difference at the end cancels.
 */
final class PooledVariance {
    private static final String VARIANCE = ".running_var";
    private static final String MEAN = ".running_mean";

    private record Pair(int variance, int mean, int size, double[] sums) {}

    private final WeightLayout layout;
    private final List<Pair> pairs = new ArrayList<>();

    PooledVariance(WeightLayout layout) {
        this.layout = layout;
        for (int i = 0; i < layout.slots().size(); i++) {
            Slot slot = layout.slots().get(i);
            if (slot.kind() == SlotKind.RUNNING && slot.path().endsWith(VARIANCE)) {
                int mean = layout.indexOf(slot.path().replace(VARIANCE, MEAN));
                pairs.add(new Pair(layout.offset(i), layout.offset(mean), slot.size(), new double[slot.size()]));
            }
        }
    }

    void add(double factor, Weights weights) {
        for (Pair pair : pairs) {
            for (int i = 0; i < pair.size; i++) {
                double mean = weights.at(pair.mean + i);
                pair.sums[i] += factor * (weights.at(pair.variance + i) + mean * mean);
            }
        }
    }

    /** The merged weights with pooled variances in place of averaged ones. */
    Weights applyTo(Weights merged, double total) {
        float[] values = new float[layout.size()];
        merged.all().get(values);
        for (Pair pair : pairs) {
            for (int i = 0; i < pair.size; i++) {
                double mean = merged.at(pair.mean + i);
                // Rounding can leave a tiny negative number where all clients agree.
                values[pair.variance + i] = (float) Math.max(0, pair.sums[i] / total - mean * mean);
            }
        }
        return Weights.of(layout, values);
    }
}
