package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.training.engine.GradientTape;

/** A batch whose forward passes are made on first use and then shared by all terms of the objective. */
final class Batch implements Step {
    private final Network network;
    private final Tensors tensors;
    private final Frozen frozen;
    private final NDArray images;
    private final NDArray labels;
    private final Map<Need, NDArray> embeddings = new HashMap<>();
    private NDArray embedding;
    private NDArray logits;

    Batch(Network network, Tensors tensors, Frozen frozen, NDArray images, NDArray labels) {
        this.network = network;
        this.tensors = tensors;
        this.frozen = frozen;
        this.images = images;
        this.labels = labels;
    }

    @Override
    public NDArray logits() {
        if (logits == null) {
            logits = network.classify(embedding(), tensors, true);
        }
        return logits;
    }

    @Override
    public NDArray embedding() {
        if (embedding == null) {
            embedding = network.embed(images, tensors, true);
        }
        return embedding;
    }

    @Override
    public Optional<NDArray> embedding(Need who) {
        return frozen.get(who)
                .map(model -> embeddings.computeIfAbsent(
                        who, first -> GradientTape.without(() -> network.embed(images, model, false))));
    }

    @Override
    public NDArray labels() {
        return labels;
    }

    @Override
    public List<NDArray> weights() {
        return tensors.learned();
    }

    @Override
    public List<NDArray> frozen(Need need) {
        return frozen.get(need).orElseThrow().learned();
    }
}
