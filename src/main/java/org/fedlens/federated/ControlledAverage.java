package org.fedlens.federated;

import org.fedlens.settings.Setting;
import org.fedlens.weights.WeightedSum;
import org.fedlens.weights.Weights;

/**
 * The server's side of SCAFFOLD (Karimireddy et al. 2020): {@code x <- x + eta_g mean_S (y_k - x)} with equal weights
 * and {@code c <- c + (1 / N) sum_S (c_k' - c_k)}. Running statistics are averaged with equal weights.
 *
 * @param serverRate {@code eta_g}
 */
public record ControlledAverage(@Setting(standard = "1.0", min = 1e-4, max = 10, live = true) double serverRate)
        implements Aggregator {
    /** The name of the control variates, on the server, on the clients and on the way. */
    public static final String CONTROL = "control";

    @Override
    public Fold open(Round round) {
        ServerState now = round.before();
        LearnedSums sums = new LearnedSums(now, Weighting.EQUAL);
        Weights start = sums.before();
        WeightedSum changes = new WeightedSum(start.layout());
        return new Fold() {
            @Override
            public void add(ClientUpdate update) {
                sums.add(update);
                update.sent().get(CONTROL).ifPresent(change -> changes.add(1, change));
            }

            @Override
            public ServerState close() {
                if (sums.isEmpty()) {
                    return now.next(now.global(), now.memory());
                }
                Weights control = now.memory().get(CONTROL).orElse(start.scaled(0));
                if (changes.total() > 0) {
                    control = control.plus(changes.total() / round.population(), changes.mean());
                }
                Weights moved = sums.learned().minus(start);
                return sums.next(start.plus(serverRate, moved), now.memory().with(CONTROL, control));
            }
        };
    }
}
