package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Set;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.training.FrozenInput;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.training.tensor.Scalars;

/**
 * FedProx (Li et al. 2020): {@code mu / 2 * ||w - w_r||^2} pulls a client back to the weights it received; its gradient
 * {@code mu (w - w_r)} enters before momentum. Over learned slots only, never over running statistics.
 *
 * @param mu strength; 0 equals FedAvg
 * @param squared false for the baseline in FedSeg's code, {@code mu / 2 * sum over slots of ||w - w_r||}: a pull of
 *     constant size for each slot; where a slot has not moved its gradient is taken as 0
 */
public record ProximalTerm(
        @Setting(standard = "0.01", min = 0, max = 1, scale = SliderScale.LOG, live = true) double mu,
        @Setting(standard = "true") boolean squared)
        implements Objective {
    private static final FrozenInput RECEIVED = new FrozenInput.Received();
    private static final float SMALLEST = 1e-24f;

    @Override
    public NDArray loss(Step step) {
        List<NDArray> received = step.frozen(RECEIVED);
        NDArray distance = squared ? squaredDistance(step.weights(), received) : distance(step.weights(), received);
        // A double would lift a scalar of float32 to float64.
        return Scalars.times(distance, mu / 2);
    }

    @Override
    public HeadSpec heads() {
        return HeadSpec.NONE;
    }

    @Override
    public Set<FrozenInput> needs() {
        return Set.of(RECEIVED);
    }

    @Override
    public double pull() {
        return mu;
    }

    private static NDArray distance(List<NDArray> weights, List<NDArray> received) {
        NDArray sum = length(weights.get(0).sub(received.get(0)));
        for (int i = 1; i < weights.size(); i++) {
            sum = sum.add(length(weights.get(i).sub(received.get(i))));
        }
        return sum;
    }

    private static NDArray length(NDArray difference) {
        return Scalars.atLeast(difference.square().sum(), SMALLEST).sqrt();
    }

    /** {@code sum over slots of ||w - r||^2}, a scalar. */
    static NDArray squaredDistance(List<NDArray> weights, List<NDArray> received) {
        NDArray sum = weights.get(0).sub(received.get(0)).square().sum();
        for (int i = 1; i < weights.size(); i++) {
            sum = sum.add(weights.get(i).sub(received.get(i)).square().sum());
        }
        return sum;
    }

    /** {@code sum over slots of <w, v>}, a scalar. */
    static NDArray innerProduct(List<NDArray> weights, List<NDArray> vectors) {
        NDArray sum = weights.get(0).mul(vectors.get(0)).sum();
        for (int i = 1; i < weights.size(); i++) {
            sum = sum.add(weights.get(i).mul(vectors.get(i)).sum());
        }
        return sum;
    }
}
