package org.fedlens.federated.robust;

import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.RoundContext;

/**
 * The middle value of every number, one vote for each client (Yin et al. 2018). Fewer than half of the clients, however
 * malicious, cannot move it out of the range of the honest ones. It ignores how many images a client has, and honest
 * clients with unlike data look like outliers to it.
 */
public record CoordinateMedian() implements Aggregator {
    @Override
    public Aggregation open(RoundContext round) {
        return new BufferedAggregation(round.before(), atLeast(), RobustArithmetic::median);
    }
}
