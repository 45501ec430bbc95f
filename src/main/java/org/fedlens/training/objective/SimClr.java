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
import org.fedlens.weights.NetworkPart;

/**
 * SimCLR (Chen et al. 2020): of all views in a batch, the other view of the same image shall be the most similar one,
 * NT-Xent on the projections. Both views go through the network in one pass and share its batch statistics, as in the
 * published federated code. Temperatures in use: 0.07 (FedSSL), 0.1 (FedX), 0.5 (the paper, on small images).
 *
 * @param temperature T
 * @param projectorHidden width between the two dense layers of the projector
 * @param projectorSize width of the embedding, D
 * @param projectorNorm true if batch normalisation stands between them (FedSSL); FedX has none
 */
public record SimClr(
        @Setting(standard = "0.1", min = 0.01, max = 2, scale = SliderScale.LOG, live = true) double temperature,
        @Setting(standard = "256", min = 1, max = 8192, scale = SliderScale.LOG) int projectorHidden,
        @Setting(standard = "128", min = 1, max = 8192, scale = SliderScale.LOG) int projectorSize,
        @Setting(standard = "true") boolean projectorNorm)
        implements Objective {
    @Override
    public NDArray loss(Step step) {
        return Similarity.ntXent(
                step.of(NetworkRole.ONLINE, AugmentedView.FIRST, NetworkPart.PROJECTOR),
                step.of(NetworkRole.ONLINE, AugmentedView.SECOND, NetworkPart.PROJECTOR),
                temperature);
    }

    @Override
    public HeadSpec heads() {
        HeadSpec.Norms norms = projectorNorm ? HeadSpec.Norms.HIDDEN : HeadSpec.Norms.NONE;
        return HeadSpec.projecting(HeadSpec.Mlp.of(projectorHidden, projectorSize, norms));
    }

    @Override
    public Set<AugmentedView> views() {
        return AugmentedView.PAIR;
    }

    @Override
    public boolean together() {
        return true;
    }
}
