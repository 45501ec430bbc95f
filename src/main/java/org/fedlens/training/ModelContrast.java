package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Set;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;

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
    private static final Need RECEIVED = new Need.Received();
    private static final Need PREVIOUS = new Need.Previous();

    @Override
    public NDArray loss(Step step) {
        NDArray z = step.embedding();
        if (!step.has(Who.PREVIOUS)) {
            return Scalars.times(z.sum(), 0);
        }
        NDArray received = step.of(Who.RECEIVED, View.FIRST, Part.PROJECTOR);
        NDArray previous = step.of(Who.PREVIOUS, View.FIRST, Part.PROJECTOR);
        return Scalars.times(contrast(z, received, List.of(previous)), mu);
    }

    @Override
    public Set<Need> needs() {
        return Set.of(RECEIVED, PREVIOUS);
    }

    @Override
    public Heads heads() {
        return Heads.projecting(Heads.Mlp.of(0, WIDTH, Heads.Norms.NONE)).withClassifier();
    }

    /**
     * The contrast alone, without mu.
     *
     * @param z {@code [B, D]}; the frozen ones have the same shape
     */
    NDArray contrast(NDArray z, NDArray received, List<NDArray> previous) {
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
