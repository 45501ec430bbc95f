package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/** A step of which only weights and frozen vectors are asked. */
record OnlyWeights(List<NDArray> weights, List<NDArray> received, List<NDArray> kept) implements Step {
    @Override
    public NDArray logits() {
        throw new AssertionError("This term needs no forward pass");
    }

    @Override
    public NDArray embedding() {
        return logits();
    }

    @Override
    public Optional<NDArray> embedding(Need who) {
        return Optional.of(logits());
    }

    @Override
    public Optional<NDArray> logits(Need who) {
        return Optional.of(logits());
    }

    @Override
    public boolean[] ownClasses() {
        throw new AssertionError("This term needs no classes");
    }

    @Override
    public Optional<NDArray> found(String name) {
        return Optional.empty();
    }

    @Override
    public org.apache.commons.rng.UniformRandomProvider random() {
        throw new AssertionError("This term draws nothing");
    }

    @Override
    public NDArray labels() {
        return logits();
    }

    @Override
    public List<NDArray> frozen(Need need) {
        return need instanceof Need.Received ? received : kept;
    }
}
