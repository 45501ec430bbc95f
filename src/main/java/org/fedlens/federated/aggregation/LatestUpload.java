package org.fedlens.federated.aggregation;

import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.weights.Weights;

/**
 * The last upload becomes the global model; without one it stays. For the two baselines that average nothing: one
 * learner that holds all images, or many that send none.
 */
public record LatestUpload() implements Aggregator {
    @Override
    public Aggregation open(RoundContext round) {
        ServerState now = round.before();
        return new Aggregation() {
            private Weights latest = now.global();

            @Override
            public void add(ClientUpdate update) {
                latest = update.weights().over(latest);
            }

            @Override
            public ServerState close() {
                return now.next(latest, now.memory());
            }
        };
    }
}
