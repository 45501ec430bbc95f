package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.federated.DynamicAverage;
import org.fedlens.federated.Memory;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * The client's side of FedDyn (Acar et al. 2021): {@code -<lambda_k, w> + alpha / 2 * ||w - w_r||^2}, where
 * {@code lambda_k} is the gradient that the client's own objective was left with; after the visit
 * {@code lambda_k <- lambda_k - alpha (w - w_r)}. The authors' code scales alpha by each client's share of the data and
 * clips gradients at 10; here one alpha serves all, as in the paper. Goes with {@link DynamicAverage} of the same
 * alpha.
 *
 * @param alpha strength, above 0
 */
public record DynamicTerm(@Setting(standard = "0.1", min = 1e-4, max = 1, scale = Scale.LOG) double alpha)
        implements Objective {
    private static final String LAMBDA = "lambda";
    private static final Need RECEIVED = new Need.Received();
    private static final Need KEPT = new Need.Kept(LAMBDA);

    @Override
    public NDArray loss(Step step) {
        NDArray quadratic = Scalars.times(Proximal.squaredDistance(step.weights(), step.frozen(RECEIVED)), alpha / 2);
        return quadratic.sub(Proximal.innerProduct(step.weights(), step.frozen(KEPT)));
    }

    @Override
    public Heads heads() {
        return Heads.NONE;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(RECEIVED, KEPT);
    }

    @Override
    public Remembered remember(Visit visit) {
        Weights moved = visit.trained().minus(visit.start()).only(Slot::learned);
        Weights lambda = visit.kept().get(LAMBDA).orElse(moved.scaled(0)).plus(-alpha, moved);
        return new Remembered(visit.kept().with(LAMBDA, lambda), Memory.NONE);
    }
}
