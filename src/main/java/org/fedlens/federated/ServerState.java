package org.fedlens.federated;

import org.fedlens.weights.Weights;

/**
 * Everything the server knows between two rounds.
 *
 * @param round rounds finished
 * @param global the model it will send out next
 * @param memory what the method keeps on the server
 */
public record ServerState(int round, Weights global, MethodMemory memory) {
    public ServerState next(Weights merged, MethodMemory remembered) {
        return new ServerState(round + 1, merged, remembered);
    }
}
