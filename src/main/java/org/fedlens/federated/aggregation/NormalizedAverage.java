package org.fedlens.federated.aggregation;

import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Slot;
import org.fedlens.weights.WeightedSum;
import org.fedlens.weights.Weights;

/**
 * FedNova (Wang et al. 2020): each client's progress is divided by how far its steps could carry it,
 * {@code d_k = (w_r - w_k) / a_k}, and the mean is scaled back by one common number,
 * {@code w <- w_r - tau_eff sum p_k d_k}, so that clients with many steps do not pull the model to their own optimum.
 * {@code a_k} is the L1 norm of the weights that the local optimizer gives to the gradients of its steps. Running
 * statistics are averaged as they are.
 *
 * @param effective {@code tau_eff}: the mean of {@code a_k}, or of the step counts as the authors' code does with a
 *     proximal term
 */
public record NormalizedAverage(@Setting(standard = "normalizer") Effective effective) implements Aggregator {

    /** What the common number is the mean of. */
    public enum Effective {
        NORMALIZER,
        STEPS
    }

    @Override
    public Aggregation open(RoundContext round) {
        ServerState now = round.before();
        LearnedSums sums = LearnedSums.statistics(now, Weighting.SAMPLES);
        Weights start = sums.before();
        WeightedSum directions = new WeightedSum(start.layout());
        double[] scale = {0};
        return new Aggregation() {
            @Override
            public void add(ClientUpdate update) {
                if (update.steps() == 0) {
                    return;
                }
                sums.add(update);
                Weights trained = update.weights().only(Slot::learned);
                directions.addChange(update.samples(), 1 / update.normalizer(), start, trained);
                scale[0] += update.samples() * (effective == Effective.STEPS ? update.steps() : update.normalizer());
            }

            @Override
            public ServerState close() {
                if (sums.isEmpty()) {
                    return now.next(now.global(), now.memory());
                }
                double tau = scale[0] / directions.total();
                return sums.next(start.plus(-tau, directions.mean()), now.memory());
            }
        };
    }
}
