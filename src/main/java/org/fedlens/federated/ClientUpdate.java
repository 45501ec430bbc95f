package org.fedlens.federated;

import org.fedlens.weights.Weights;

/**
 * What one client sends back.
 *
 * @param samples images it trained on
 * @param steps optimizer steps it made
 * @param weights the slots that travel, after training
 * @param sent what the method sends besides
 */
public record ClientUpdate(int client, int samples, int steps, Weights weights, Memory sent) {
    public long bytes() {
        return weights.bytes() + sent.bytes();
    }
}
