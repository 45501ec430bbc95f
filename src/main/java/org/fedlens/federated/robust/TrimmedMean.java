package org.fedlens.federated.robust;

import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.RoundContext;
import org.fedlens.settings.Setting;

/**
 * The mean of every number after the lowest and the highest are cut off on each side, one vote for each client (Yin et
 * al. 2018). No cut is the plain mean; the largest cut is the median.
 *
 * @param trim values to cut off on each side
 */
public record TrimmedMean(@Setting(standard = "1", min = 0, max = 5000) int trim) implements Aggregator {
    @Override
    public int atLeast() {
        return 2 * trim + 1;
    }

    @Override
    public Aggregation open(RoundContext round) {
        return new BufferedAggregation(
                round.before(), atLeast(), uploads -> RobustArithmetic.trimmedMean(uploads, trim));
    }
}
