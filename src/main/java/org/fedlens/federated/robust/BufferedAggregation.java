package org.fedlens.federated.robust;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.ServerState;
import org.fedlens.weights.Weights;

/**
 * A fold for rules that must see all uploads at once. With fewer than the rule needs, the round changes nothing: a
 * guess would be worse than a round lost.
 */
final class BufferedAggregation implements Aggregation {
    private final ServerState now;
    private final int atLeast;
    private final Function<List<Weights>, Weights> rule;
    private final List<Weights> uploads = new ArrayList<>();

    BufferedAggregation(ServerState now, int atLeast, Function<List<Weights>, Weights> rule) {
        this.now = now;
        this.atLeast = atLeast;
        this.rule = rule;
    }

    @Override
    public void add(ClientUpdate update) {
        uploads.add(update.weights());
    }

    @Override
    public ServerState close() {
        Weights merged =
                uploads.size() < atLeast ? now.global() : rule.apply(uploads).over(now.global());
        return now.next(merged, now.memory());
    }
}
