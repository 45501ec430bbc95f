package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;

/**
 * Cross-entropy over the client's own identities, through a bottleneck: a dense layer, batch normalisation and dropout
 * without a rectifier, then the classifier (FedReID, Zhuang et al. 2020). Pictures are found again by the normalised
 * numbers, the classifier taken off. What is left of an epoch after whole batches is skipped, as in the authors' second
 * code. The authors draw the bottleneck's first weights by Kaiming's rule and the classifier's from a normal
 * distribution of deviation 0.001; here all layers begin alike.
 *
 * @param embedding width of the bottleneck
 * @param dropout of the bottleneck's output
 */
public record Identities(
        @Setting(standard = "128", min = 2, max = 4096) int embedding,
        @Setting(standard = "0.5", min = 0, max = 0.95) double dropout)
        implements Objective {
    @Override
    public NDArray loss(Step step) {
        return CrossEntropy.mean(step.logits(), step.labels());
    }

    @Override
    public Heads heads() {
        Heads.Mlp bottleneck = new Heads.Mlp(1, 0, embedding, Heads.Norms.ALL, dropout);
        return new Heads(Optional.of(bottleneck), Optional.empty(), true, false);
    }

    @Override
    public Part features() {
        return Part.PROJECTOR;
    }

    @Override
    public boolean wholeBatches() {
        return true;
    }
}
