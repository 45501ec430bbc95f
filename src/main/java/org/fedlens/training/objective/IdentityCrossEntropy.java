package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.fedlens.settings.Setting;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.training.tensor.LogLoss;
import org.fedlens.weights.NetworkPart;

/**
 * Cross-entropy over the client's own identities, through a bottleneck: a dense layer, batch normalisation and dropout
 * without a rectifier, then the classifier (FedReID, Zhuang et al. 2020). Pictures are found again by the normalised
 * numbers, the classifier taken off. What is left of an epoch after whole batches is skipped, as in the authors' second
 * code. The authors draw the bottleneck's first weights by Kaiming's rule and the classifier's from a normal distribution
 * of deviation 0.001; here all layers begin alike.
 *
 * @param embedding width of the bottleneck
 * @param dropout of the bottleneck's output
 */
public record IdentityCrossEntropy(
        @Setting(standard = "128", min = 2, max = 4096) int embedding,
        @Setting(standard = "0.5", min = 0, max = 0.95) double dropout)
        implements Objective {
    @Override
    public NDArray loss(Step step) {
        return LogLoss.mean(step.logits(), step.labels());
    }

    @Override
    public HeadSpec heads() {
        HeadSpec.Mlp bottleneck = new HeadSpec.Mlp(1, 0, embedding, HeadSpec.Norms.ALL, dropout);
        return new HeadSpec(Optional.of(bottleneck), Optional.empty(), true, false);
    }

    @Override
    public NetworkPart features() {
        return NetworkPart.PROJECTOR;
    }

    @Override
    public boolean wholeBatches() {
        return true;
    }
}
