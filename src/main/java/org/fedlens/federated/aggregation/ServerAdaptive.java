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
 * Adaptive server optimisers (Reddi et al. 2021). With D the mean change of the clients,
 * {@code m <- beta1 m + (1 - beta1) D}, v by the rule, {@code w <- w + eta m / (sqrt(v) + eps)}. No correction of bias;
 * v starts at {@code eps^2}. Running statistics are averaged as they are.
 *
 * @param rule how v follows D
 * @param serverRate eta
 * @param serverBeta1 decay of the first moment
 * @param serverBeta2 decay of the second; Adagrad has none
 * @param serverEpsilon eps, the degree of adaptivity
 */
public record ServerAdaptive(
        Rule rule,
        @Setting(standard = "0.1", min = 1e-4, max = 10, live = true) double serverRate,
        @Setting(standard = "0.9", min = 0, max = 0.999, live = true) double serverBeta1,
        @Setting(standard = "0.99", min = 0, max = 0.9999, live = true) double serverBeta2,
        @Setting(standard = "0.001", min = 1e-8, max = 1, live = true) double serverEpsilon)
        implements Aggregator {
    /** The names of the moments in the server's memory. */
    public static final String MEAN = "m";

    public static final String SQUARE = "v";

    /** How the second moment follows the square of the change. */
    public enum Rule {
        ADAGRAD {
            @Override
            double next(double v, double square, double beta2) {
                return v + square;
            }
        },
        ADAM {
            @Override
            double next(double v, double square, double beta2) {
                return beta2 * v + (1 - beta2) * square;
            }
        },
        YOGI {
            @Override
            double next(double v, double square, double beta2) {
                return v - (1 - beta2) * square * Math.signum(v - square);
            }
        };

        abstract double next(double v, double square, double beta2);
    }

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
            Weights mean = now.memory()
                    .get(MEAN)
                    .orElse(change.scaled(0))
                    .scaled(serverBeta1)
                    .plus(1 - serverBeta1, change);
            Weights before =
                    now.memory().get(SQUARE).orElse(Weights.fill(change.layout(), i -> serverEpsilon * serverEpsilon));
            Weights square = Weights.fill(
                    change.layout(), i -> rule.next(before.at(i), (double) change.at(i) * change.at(i), serverBeta2));
            Weights next = Weights.fill(
                    change.layout(),
                    i -> start.at(i) + serverRate * mean.at(i) / (Math.sqrt(square.at(i)) + serverEpsilon));
            return sums.next(next, now.memory().with(MEAN, mean).with(SQUARE, square));
        });
    }
}
