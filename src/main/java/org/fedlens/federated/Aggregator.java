package org.fedlens.federated;

import java.util.List;

/** How uploads become the next global model. Implementations are records: configuration and rule in one place. */
public interface Aggregator {
    /** Uploads that the rule needs; a round with fewer changes nothing. */
    default int atLeast() {
        return 1;
    }

    /**
     * @param now the server before this round
     * @param cohort clients drawn, ascending; some may drop out
     * @param population clients in all
     */
    Fold open(ServerState now, List<Integer> cohort, int population);
}
