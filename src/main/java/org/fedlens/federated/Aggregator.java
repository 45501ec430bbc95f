package org.fedlens.federated;

import java.util.Optional;

/** How uploads become the next global model. Implementations are records: configuration and rule in one place. */
public interface Aggregator {
    /** Uploads that the rule needs; a round with fewer changes nothing. */
    default int atLeast() {
        return 1;
    }

    Aggregation open(RoundContext round);

    /** True if clients must tell how far their outputs turned, see {@link Weighting#CHANGE}. */
    default boolean asksTurns() {
        return false;
    }

    /**
     * How updates are weighted, where the rule needs nothing of a round but their weighted mean. Such a rule can do its
     * work without reading any one update.
     */
    default Optional<Weighting> mean() {
        return Optional.empty();
    }

    /**
     * What the rule spends, where it promises that no client can be told from the result.
     *
     * @return nothing for rules that promise nothing
     */
    default Optional<PrivacyGuarantee> privacy() {
        return Optional.empty();
    }
}
