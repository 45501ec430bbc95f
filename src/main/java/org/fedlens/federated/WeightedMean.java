package org.fedlens.federated;

import java.util.List;
import org.fedlens.settings.Setting;
import org.fedlens.weights.WeightedSum;

/**
 * Federated averaging (McMahan et al. 2017): {@code w <- sum p_k w_k} with {@code p_k = n_k / n} over the clients that
 * really arrived, for parameters and batch-norm buffers alike. Slots that did not travel keep the server's values.
 *
 * <p>Some published code averages "parameters only" into a copy of the first client's model, which silently adopts
 * that client's batch-norm statistics, or normalises over clients that were not drawn. Neither happens here.
 */
public record WeightedMean(@Setting(standard = "samples") Weighting weighting) implements Aggregator {
    @Override
    public Fold open(ServerState now, List<Integer> cohort, int population) {
        return new Fold() {
            private WeightedSum sum;

            @Override
            public void add(ClientUpdate update) {
                if (sum == null) {
                    sum = new WeightedSum(update.weights().layout());
                }
                sum.add(weighting.of(update), update.weights());
            }

            @Override
            public ServerState close() {
                return now.next(sum == null ? now.global() : sum.mean().over(now.global()), now.memory());
            }
        };
    }
}
