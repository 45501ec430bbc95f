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
 */
public record ClientUpdate(int client, int samples, int steps, double normalizer, Weights weights, Memory sent) {
    public long bytes() {
        return weights.bytes() + sent.bytes();
    }
}
