package org.fedlens.federated;

import org.fedlens.weights.Weights;

/**
 * What one client sends back.
 *
 * @param samples images it trained on
 * @param steps optimizer steps it made
 * @param normalizer how far its steps could carry it, in steps of plain gradient descent: the L1 norm of the weights
 *     that the local optimizer gives to their gradients
 * @param weights the slots that travel, after training
 * @param sent what the method sends besides
 * @param counting what it counts for where updates are weighted; less than 1 if it is stale
 */
public record ClientUpdate(
        int client, int samples, int steps, double normalizer, Weights weights, MethodMemory sent, double counting) {
    public ClientUpdate(int client, int samples, int steps, double normalizer, Weights weights, MethodMemory sent) {
        this(client, samples, steps, normalizer, weights, sent, 1);
    }

    /** The same update with other weights. */
    public ClientUpdate with(Weights other) {
        return new ClientUpdate(client, samples, steps, normalizer, other, sent, counting);
    }

    /** The same update, counting so much. */
    public ClientUpdate counting(double share) {
        return new ClientUpdate(client, samples, steps, normalizer, weights, sent, share);
    }

    public long bytes() {
        return weights.bytes() + sent.bytes();
    }
}
