package org.fedlens.federated;

import org.fedlens.weights.Weights;

/**
 * The last upload becomes the global model; without one it stays. For the two baselines that average nothing: one
 * learner that holds all images, or many that send none.
 */
public record Latest() implements Aggregator {
    @Override
    public Fold open(Round round) {
        ServerState now = round.before();
        return new Fold() {
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
