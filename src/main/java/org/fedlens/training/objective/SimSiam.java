package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.training.tensor.Scalars;
import org.fedlens.weights.NetworkPart;

/**
 * SimSiam (Chen and He 2021): from one view's embedding a predictor guesses the other's, {@code -(cos(p_1, sg(z_2)) +
 * cos(p_2, sg(z_1))) / 2}, -1 to 1. No gradient reaches what is guessed; without that, or without the predictor, it
 * collapses, which is why both can be switched off. Heads as in FedSSL's code; the paper's has three layers with
 * normalisation after each and a predictor that is narrow in the middle.
 *
 * @param projectorLayers 2 as in FedSSL, 3 as in the paper
 * @param projectorHidden width inside the projector
 * @param projectorSize width of the embedding, D
 * @param predictorHidden width inside the predictor; 0 for none
 * @param stopGradient false lets gradients into what is guessed
 */
public record SimSiam(
        @Setting(standard = "2", min = 1, max = 3) int projectorLayers,
        @Setting(standard = "256", min = 1, max = 8192, scale = SliderScale.LOG) int projectorHidden,
        @Setting(standard = "128", min = 1, max = 8192, scale = SliderScale.LOG) int projectorSize,
        @Setting(standard = "256", min = 0, max = 8192) int predictorHidden,
        @Setting(standard = "true") boolean stopGradient)
        implements Objective {
    @Override
    public NDArray loss(Step step) {
        return loss(
                step.of(NetworkRole.ONLINE, AugmentedView.FIRST, NetworkPart.PREDICTOR),
                step.of(NetworkRole.ONLINE, AugmentedView.SECOND, NetworkPart.PREDICTOR),
                step.of(NetworkRole.ONLINE, AugmentedView.FIRST, NetworkPart.PROJECTOR),
                step.of(NetworkRole.ONLINE, AugmentedView.SECOND, NetworkPart.PROJECTOR));
    }

    /** The loss of guesses p and embeddings z, all {@code [B, D]}. */
    NDArray loss(NDArray p1, NDArray p2, NDArray z1, NDArray z2) {
        NDArray first = stopGradient ? z1.stopGradient() : z1;
        NDArray second = stopGradient ? z2.stopGradient() : z2;
        NDArray sum = Similarity.cosine(p1, second)
                .mean()
                .add(Similarity.cosine(p2, first).mean());
        return Scalars.times(sum, -0.5);
    }

    @Override
    public HeadSpec heads() {
        HeadSpec.Norms norms = projectorLayers == 3 ? HeadSpec.Norms.ALL : HeadSpec.Norms.HIDDEN;
        return Byol.predicting(
                HeadSpec.projecting(new HeadSpec.Mlp(projectorLayers, projectorHidden, projectorSize, norms)),
                predictorHidden);
    }

    @Override
    public Set<AugmentedView> views() {
        return AugmentedView.PAIR;
    }
}
