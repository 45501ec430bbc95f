package org.fedlens.federated.aggregation;

import java.util.Optional;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Weights;

/**
 * FedAvgM (Hsu et al. 2019): the mean change D of the clients is a gradient for the server, {@code v <- beta v + D},
 * {@code w <- w + eta v}; beta 0 and eta 1 equal FedAvg. Running statistics are averaged, never accelerated.
 *
 * @param serverRate eta
 * @param serverMomentum beta
 * @param damped the variant of MOON's code, {@code v <- beta v + (1 - beta) D}
 */
public record ServerMomentum(
        @Setting(standard = "1.0", min = 1e-4, max = 10, live = true) double serverRate,
        @Setting(standard = "0.9", min = 0, max = 0.999, live = true) double serverMomentum,
        @Setting(standard = "false") boolean damped)
        implements Aggregator {
    /** The name of v in the server's memory. */
    public static final String VELOCITY = "v";

    @Override
    public Optional<Weighting> mean() {
        return Optional.of(Weighting.SAMPLES);
    }

    @Override
    public Aggregation open(RoundContext round) {
        ServerState now = round.before();
        return new MeanRule(now, Weighting.SAMPLES, sums -> {
            Weights start = sums.before();
            Weights change = sums.learned().minus(start);
            Weights velocity = now.memory()
                    .get(VELOCITY)
                    .orElse(change.scaled(0))
                    .scaled(serverMomentum)
                    .plus(damped ? 1 - serverMomentum : 1, change);
            return sums.next(start.plus(serverRate, velocity), now.memory().with(VELOCITY, velocity));
        });
    }
}
