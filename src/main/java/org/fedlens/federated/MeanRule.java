package org.fedlens.federated;

import java.util.function.Function;

/** A fold for rules that need nothing of a round but its {@link LearnedSums}; without uploads nothing changes. */
final class MeanRule implements Fold {
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
