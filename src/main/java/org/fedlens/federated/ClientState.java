package org.fedlens.federated;

import java.util.Optional;
import org.fedlens.weights.Weights;

/**
 * Everything a client keeps to itself between two visits.
 *
 * @param lastRound round of its last visit, 0 if there was none
 * @param own its own model after its last visit, where the method needs it
 * @param memory what the method keeps on the client
 */
public record ClientState(int client, int lastRound, Optional<Weights> own, MethodMemory memory) {
    public static ClientState fresh(int client) {
        return new ClientState(client, 0, Optional.empty(), MethodMemory.NONE);
    }
}
