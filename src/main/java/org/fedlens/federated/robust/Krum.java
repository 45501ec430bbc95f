package org.fedlens.federated.robust;

import java.util.List;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.RoundContext;
import org.fedlens.settings.Setting;

/**
 * Krum and Multi-Krum (Blanchard et al. 2017): each upload is scored by the squared distances to its
 * {@code m - f - 2} nearest neighbours; the plain mean of the lowest-scored ones becomes the model. Distances are taken
 * over all learned slots as one vector and checked against the uploads that arrived; a published implementation sums
 * unsquared distances tensor by tensor and checks against the whole population.
 *
 * @param byzantine f, the malicious clients it shall stand; needs {@code 2 f + 3} uploads
 * @param chosen uploads that are averaged: 1 is Krum, more is Multi-Krum
 */
public record Krum(
        @Setting(standard = "1", min = 0, max = 1000) int byzantine,
        @Setting(standard = "1", min = 1, max = 1000) int chosen)
        implements Aggregator {
    @Override
    public int atLeast() {
        return Math.max(2 * byzantine + 3, chosen);
    }

    @Override
    public Aggregation open(RoundContext round) {
        return new BufferedAggregation(round.before(), atLeast(), uploads -> {
            List<Integer> best = RobustArithmetic.best(RobustArithmetic.krumScores(uploads, byzantine), chosen);
            return RobustArithmetic.mean(RobustArithmetic.pick(uploads, best));
        });
    }
}
