package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.training.engine.GradientTape;

/** A batch whose forward passes are made on first use and then shared by all terms of the objective. */
final class Batch implements Step {
    private final Outset outset;
    private final Tensors tensors;
    private final NDArray images;
    private final NDArray labels;
    private final Pass pass;
    private final Map<Need, Pass> others = new HashMap<>();

    Batch(Outset outset, Tensors tensors, NDArray images, NDArray labels) {
        this.outset = outset;
        this.tensors = tensors;
        this.images = images;
        this.labels = labels;
        this.pass = outset.network().pass(images, tensors, true);
    }

    @Override
    public NDArray logits() {
        return pass.logits();
    }

    @Override
    public List<NDArray> sides() {
        return pass.sides();
    }

    @Override
    public NDArray embedding() {
        return pass.embedding();
    }

    @Override
    public Optional<NDArray> embedding(Need who) {
        return other(who).map(frozen -> GradientTape.without(frozen::embedding));
    }

    @Override
    public Optional<NDArray> logits(Need who) {
        return other(who).map(frozen -> GradientTape.without(frozen::logits));
    }

    private Optional<Pass> other(Need who) {
        return outset.frozen()
                .get(who)
                .map(model ->
                        others.computeIfAbsent(who, first -> outset.network().pass(images, model, false)));
    }

    @Override
    public NDArray labels() {
        return labels;
    }

    @Override
    public boolean[] ownClasses() {
        return outset.ownClasses();
    }

    @Override
    public Optional<NDArray> found(String name) {
        return outset.found(name);
    }

    @Override
    public UniformRandomProvider random() {
        return outset.random();
    }

    @Override
    public List<NDArray> weights() {
        return tensors.learned();
    }

    @Override
    public List<NDArray> frozen(Need need) {
        return outset.frozen().get(need).orElseThrow().learned();
    }
}
