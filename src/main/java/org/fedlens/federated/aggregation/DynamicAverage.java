package org.fedlens.federated.aggregation;

import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.weights.Weights;

/**
 * The server's side of FedDyn (Acar et al. 2021): {@code h <- h - (alpha / N) sum_S (w_k - w_r)}, then
 * {@code w <- mean_S w_k - h / alpha}, with equal weights. Running statistics are averaged with equal weights.
 *
 * @param alpha the same as the clients'
 */
public record DynamicAverage(@Setting(standard = "0.1", min = 1e-4, max = 1, scale = SliderScale.LOG) double alpha)
        implements Aggregator {
    /** The name of h in the server's memory. */
    public static final String HISTORY = "h";

    @Override
    public Aggregation open(RoundContext round) {
        ServerState now = round.before();
        return new MeanRule(now, Weighting.EQUAL, sums -> {
            Weights start = sums.before();
            Weights mean = sums.learned();
            double share = alpha * sums.arrived() / round.population();
            Weights history = now.memory().get(HISTORY).orElse(start.scaled(0)).plus(-share, mean.minus(start));
            return sums.next(mean.plus(-1 / alpha, history), now.memory().with(HISTORY, history));
        });
    }
}
