package org.fedlens.federated;

import java.util.Optional;

/** How uploads become the next global model. Implementations are records: configuration and rule in one place. */
public interface Aggregator {
    /** Uploads that the rule needs; a round with fewer changes nothing. */
    default int atLeast() {
        return 1;
    }

    Fold open(Round round);

    /**
     * What the rule spends, where it promises that no client can be told from the result.
     *
     * @return nothing for rules that promise nothing
     */
    default Optional<Privacy> privacy() {
        return Optional.empty();
    }
}
