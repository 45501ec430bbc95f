package org.fedlens.federated;

/**
 * The middle value of every number, one vote for each client (Yin et al. 2018). Fewer than half of the clients, however
 * malicious, cannot move it out of the range of the honest ones. It ignores how many images a client has, and honest
 * clients with unlike data look like outliers to it.
 */
public record CoordinateMedian() implements Aggregator {
    @Override
    public Fold open(Round round) {
        return new Gathered(round.before(), atLeast(), Robust::median);
    }
}
