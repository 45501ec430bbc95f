package org.fedlens.federated.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Statistics;
import org.fedlens.federated.Weighting;
import org.fedlens.settings.Setting;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.WeightedSum;
import org.fedlens.weights.Weights;

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
        boolean plain = statistics == Statistics.PLAIN && weighting.otherwise().isEmpty();
        return plain ? Optional.of(weighting) : Optional.empty();
    }

    @Override
    public boolean asksTurns() {
        return weighting == Weighting.CHANGE;
    }

    @Override
    public Aggregation open(RoundContext round) {
        return new Mean(round.before());
    }

    private final class Mean implements Aggregation {
        private final ServerState now;
        private final List<Pile> piles = new ArrayList<>();

        Mean(ServerState now) {
            this.now = now;
        }

        @Override
        public void add(ClientUpdate update) {
            if (piles.isEmpty()) {
                WeightLayout layout = update.weights().layout();
                piles.add(new Pile(weighting, layout));
                weighting.otherwise().ifPresent(other -> piles.add(new Pile(other, layout)));
            }
            piles.forEach(pile -> pile.add(update));
        }

        @Override
        public ServerState close() {
            return piles.stream()
                    .filter(pile -> pile.sum.total() > 0 || pile.by.otherwise().isEmpty())
                    .findFirst()
                    .map(pile -> now.next(pile.mean().over(now.global()), now.memory()))
                    .orElseGet(() -> now.next(now.global(), now.memory()));
        }
    }

    /** The updates of a round, summed by one weighting. */
    private final class Pile {
        private final Weighting by;
        private final WeightedSum sum;
        private final PooledVariance variance;

        Pile(Weighting by, WeightLayout layout) {
            this.by = by;
            this.sum = new WeightedSum(layout);
            this.variance = new PooledVariance(layout);
        }

        void add(ClientUpdate update) {
            double factor = by.of(update);
            sum.add(factor, update.weights());
            if (statistics == Statistics.POOLED) {
                variance.add(factor, update.weights());
            }
        }

        Weights mean() {
            return statistics == Statistics.POOLED ? variance.applyTo(sum.mean(), sum.total()) : sum.mean();
        }
    }
}
