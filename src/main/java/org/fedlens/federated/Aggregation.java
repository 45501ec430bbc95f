package org.fedlens.federated;

import java.util.Map;

/** One round's merging: updates are added in cohort order, whoever finished first, then the fold is closed. */
public interface Aggregation {
    void add(ClientUpdate update);

    /** The server's next state. With no update at all the weights stay as they are. */
    ServerState close();

    /** What the rule has to tell about the round once it is closed, by the name of the metric. */
    default Map<String, Double> figures() {
        return Map.of();
    }
}
