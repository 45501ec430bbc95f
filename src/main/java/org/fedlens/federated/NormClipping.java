package org.fedlens.federated;

import org.fedlens.weights.Weights;

/**
 * Every client's change is clipped to the median of their norms, then averaged with equal weights: a client can shout,
 * but not louder than the middle one. Norms are over learned slots; running statistics are averaged as they are.
 */
public record NormClipping() implements Aggregator {
    @Override
    public Fold open(Round round) {
        ServerState now = round.before();
        return new Gathered(now, atLeast(), uploads -> {
            Weights start = now.global().only(slot -> uploads.get(0).layout().indexOf(slot.path()) >= 0);
            double[] norms = uploads.stream()
                    .mapToDouble(upload -> upload.distance(start))
                    .toArray();
            double bound = Robust.median(norms);
            return Robust.mean(
                    uploads.get(0).layout(),
                    uploads.stream().map(upload -> Robust.moved(start, upload, factor(upload.distance(start), bound))));
        });
    }

    private static double factor(double norm, double bound) {
        return norm > bound ? bound / norm : 1;
    }
}
