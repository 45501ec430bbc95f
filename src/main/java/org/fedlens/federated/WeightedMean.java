package org.fedlens.federated;

import java.util.Optional;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Layout;
import org.fedlens.weights.WeightedSum;

/**
 * Federated averaging (McMahan et al. 2017): {@code w <- sum p_k w_k} with {@code p_k = n_k / n} over the clients that
 * really arrived, for parameters and batch-norm buffers alike. Slots that did not travel keep the server's values.
 *
 * <p>Some published code averages "parameters only" into a copy of the first client's model, which silently adopts
 * that client's batch-norm statistics, or normalises over clients that were not drawn. Neither happens here.
 *
 * @param weighting how much each client counts
 * @param statistics how running variances are merged
 */
public record WeightedMean(
        @Setting(standard = "samples") Weighting weighting, @Setting(standard = "plain") Statistics statistics)
        implements Aggregator {
    @Override
    public Optional<Weighting> mean() {
        return statistics == Statistics.PLAIN ? Optional.of(weighting) : Optional.empty();
    }

    @Override
    public Fold open(Round round) {
        return new Mean(round.before());
    }

    private final class Mean implements Fold {
        private final ServerState now;
        private WeightedSum sum;
        private PooledVariance variance;

        Mean(ServerState now) {
            this.now = now;
        }

        @Override
        public void add(ClientUpdate update) {
            Layout layout = update.weights().layout();
            if (sum == null) {
                sum = new WeightedSum(layout);
                variance = new PooledVariance(layout);
            }
            double factor = weighting.of(update);
            sum.add(factor, update.weights());
            if (statistics == Statistics.POOLED) {
                variance.add(factor, update.weights());
            }
        }

        @Override
        public ServerState close() {
            if (sum == null) {
                return now.next(now.global(), now.memory());
            }
            var mean = statistics == Statistics.POOLED ? variance.applyTo(sum.mean(), sum.total()) : sum.mean();
            return now.next(mean.over(now.global()), now.memory());
        }
    }
}
