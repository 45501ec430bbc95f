package org.fedlens.federated.robust;

import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.weights.Weights;

/**
 * Every client's change is clipped to the median of their norms, then averaged with equal weights: a client can shout,
 * but not louder than the middle one. Norms are over learned slots; running statistics are averaged as they are.
 */
public record NormClipping() implements Aggregator {
    @Override
    public Aggregation open(RoundContext round) {
        ServerState now = round.before();
        return new BufferedAggregation(now, atLeast(), uploads -> {
            Weights start = now.global().only(slot -> uploads.get(0).layout().indexOf(slot.path()) >= 0);
            double[] norms = uploads.stream()
                    .mapToDouble(upload -> upload.distance(start))
                    .toArray();
            double bound = RobustArithmetic.median(norms);
            return RobustArithmetic.mean(
                    uploads.get(0).layout(),
                    uploads.stream()
                            .map(upload ->
                                    RobustArithmetic.moved(start, upload, factor(upload.distance(start), bound))));
        });
    }

    private static double factor(double norm, double bound) {
        return norm > bound ? bound / norm : 1;
    }
}
