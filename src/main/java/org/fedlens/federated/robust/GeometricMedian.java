package org.fedlens.federated.robust;

import java.util.List;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.RoundContext;
import org.fedlens.settings.Setting;
import org.fedlens.weights.WeightedSum;
import org.fedlens.weights.Weights;

/**
 * The point with the smallest sum of distances to all uploads, by smoothed Weiszfeld steps from the mean:
 * {@code v <- sum b_k x_k / sum b_k} with {@code b_k = 1 / max(nu, ||v - x_k||)} (Pillutla et al. 2022). Distances are
 * over learned slots; running statistics are mixed with the same shares.
 *
 * @param iterations Weiszfeld steps
 */
public record GeometricMedian(@Setting(standard = "10", min = 1, max = 100) int iterations) implements Aggregator {
    /** nu, the distance below which an upload weighs no more than at it. */
    static final double SMOOTHING = 1e-6;

    @Override
    public Aggregation open(RoundContext round) {
        return new BufferedAggregation(round.before(), atLeast(), uploads -> {
            Weights at = RobustArithmetic.mean(uploads);
            for (int step = 0; step < iterations; step++) {
                at = nearer(at, uploads, SMOOTHING);
            }
            return at;
        });
    }

    /** One Weiszfeld step. */
    static Weights nearer(Weights at, List<Weights> uploads, double smoothing) {
        WeightedSum sum = new WeightedSum(at.layout());
        for (Weights upload : uploads) {
            sum.add(1 / Math.max(smoothing, at.distance(upload)), upload);
        }
        return sum.mean();
    }
}
