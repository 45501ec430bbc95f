package org.fedlens.training;

import org.fedlens.federated.Memory;

/**
 * What an objective takes from a visit.
 *
 * @param kept stays with the client until its next visit
 * @param sent travels to the server with the update
 */
public record Remembered(Memory kept, Memory sent) {}
