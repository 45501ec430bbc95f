package org.fedlens.training;

import org.fedlens.federated.MethodMemory;
import org.fedlens.weights.Weights;

/**
 * A visit that is over, as objectives with a memory see it.
 *
 * @param start weights it began with
 * @param trained weights it ended with
 * @param steps optimizer steps made
 * @param learningRate of this round
 * @param kept what the client had kept
 * @param sent what the server had sent along
 */
public record FinishedVisit(
        Weights start, Weights trained, int steps, double learningRate, MethodMemory kept, MethodMemory sent) {}
