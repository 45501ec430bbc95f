package org.fedlens.federated.aggregation;

import java.util.function.Function;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;

/** A fold for rules that need nothing of a round but its {@link LearnedSums}; without uploads nothing changes. */
final class MeanRule implements Aggregation {
    private final ServerState now;
    private final LearnedSums sums;
    private final Function<LearnedSums, ServerState> rule;

    MeanRule(ServerState now, Weighting weighting, Function<LearnedSums, ServerState> rule) {
        this.now = now;
        this.sums = new LearnedSums(now, weighting);
        this.rule = rule;
    }

    @Override
    public void add(ClientUpdate update) {
        sums.add(update);
    }

    @Override
    public ServerState close() {
        return sums.isEmpty() ? now.next(now.global(), now.memory()) : rule.apply(sums);
    }
}
