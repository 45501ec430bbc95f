package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Set;
import org.fedlens.settings.Setting;
import org.fedlens.training.FrozenInput;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.training.tensor.Scalars;
import org.fedlens.weights.NetworkPart;

/**
 * MOON (Li et al. 2021): each image's embedding z shall be nearer to the received model's than to the one of the
 * client's own previous model, {@code -log (e^{cos(z, z_r) / T} / (e^{cos(z, z_r) / T} + e^{cos(z, z_p) / T}))},
 * averaged over the batch. The network gets two dense layers before its classifier, and the classifier reads them. The
 * frozen models are in evaluation mode. On a client's first visit there is no previous model and the term is 0.
 *
 * @param mu weight of the term; 0 equals FedAvg on the same network
 * @param temperature T
 */
public record ModelContrast(
        @Setting(standard = "1.0", min = 0, max = 10, live = true) double mu,
        @Setting(standard = "0.5", min = 0.05, max = 1, live = true) double temperature)
        implements Objective {
    private static final int WIDTH = 256;
    private static final FrozenInput RECEIVED = new FrozenInput.Received();
    private static final FrozenInput PREVIOUS = new FrozenInput.Previous();

    @Override
    public NDArray loss(Step step) {
        NDArray z = step.embedding();
        if (!step.has(NetworkRole.PREVIOUS)) {
            return Scalars.times(z.sum(), 0);
        }
        NDArray received = step.of(NetworkRole.RECEIVED, AugmentedView.FIRST, NetworkPart.PROJECTOR);
        NDArray previous = step.of(NetworkRole.PREVIOUS, AugmentedView.FIRST, NetworkPart.PROJECTOR);
        return Scalars.times(contrast(z, received, List.of(previous)), mu);
    }

    @Override
    public Set<FrozenInput> needs() {
        return Set.of(RECEIVED, PREVIOUS);
    }

    @Override
    public HeadSpec heads() {
        return HeadSpec.projecting(HeadSpec.Mlp.of(0, WIDTH, HeadSpec.Norms.NONE))
                .withClassifier();
    }

    /**
     * The contrast alone, without mu.
     *
     * @param z {@code [B, D]}; the frozen ones have the same shape
     */
    public NDArray contrast(NDArray z, NDArray received, List<NDArray> previous) {
        NDList logits = new NDList(cosine(z, received));
        previous.forEach(before -> logits.add(cosine(z, before)));
        return Scalars.over(NDArrays.stack(logits, 1), temperature)
                .logSoftmax(1)
                .get(":, 0")
                .mean()
                .neg();
    }

    private static NDArray cosine(NDArray a, NDArray b) {
        int[] axis = {1};
        NDArray lengths = Scalars.atLeast(a.square().sum(axis).mul(b.square().sum(axis)), 1e-16f)
                .sqrt();
        return a.mul(b).sum(axis).div(lengths);
    }
}
