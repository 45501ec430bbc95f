package org.fedlens.federated;

import org.fedlens.weights.Weights;

/**
 * What the server sends to the clients of one round.
 *
 * @param round the round being played, from 1
 */
public record Broadcast(int round, Weights global, Memory memory) {}
