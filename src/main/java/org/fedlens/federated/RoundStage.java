package org.fedlens.federated;

import java.util.Map;
import java.util.function.Consumer;

/**
 * One thing that is done around the aggregation of a round: an update is compressed, forged, looked at or hidden, or the
 * merged model is worked on before it becomes the next global one. Stages form a chain, see {@link AggregationStages}: what
 * clients send passes them in order, what the server makes of it comes back through them in reverse order (as the
 * postprocessors of pfl-research, Granqvist et al. 2024). An object serves one round.
 */
public interface RoundStage {
    /** Changes nothing. */
    RoundStage NONE = new RoundStage() {};

    /**
     * On the client, after it has trained and before its update travels. Several threads call this at the same time, so
     * nothing may be remembered here.
     *
     * @param upload what the stages before this one made of the update
     * @param received what the server had sent the client
     */
    default Upload send(Upload upload, Broadcast received) {
        return upload;
    }

    /**
     * On the server, one update after the other, in cohort order.
     *
     * @param next the stages after this one, and the rule at their end; called with what they shall see of this update,
     *     at once, or by {@link #allArrived} when nobody is waited for any more
     */
    default void arrive(ClientUpdate update, Consumer<ClientUpdate> next) {
        next.accept(update);
    }

    /** On the server, when every update of the round has arrived here: passes on what was held back. */
    default void allArrived(Consumer<ClientUpdate> next) {}

    /** On the server, on the way back: what becomes of the aggregate. */
    default ServerState merged(ServerState aggregate) throws InterruptedException {
        return aggregate;
    }

    /** What this stage has to tell about the round once it is over, by the name of the metric. */
    default Map<String, Double> figures() {
        return Map.of();
    }
}
