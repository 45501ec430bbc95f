package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.weights.NetworkPart;

/** A step of which only weights and frozen vectors are asked. */
record OnlyWeights(List<NDArray> weights, List<NDArray> received, List<NDArray> kept) implements Step {
    private static AssertionError unasked() {
        return new AssertionError("This term needs no forward pass");
    }

    @Override
    public NDArray of(NetworkRole who, AugmentedView view, NetworkPart part) {
        throw unasked();
    }

    @Override
    public boolean has(NetworkRole who) {
        throw unasked();
    }

    @Override
    public List<NDArray> sides() {
        throw unasked();
    }

    @Override
    public org.apache.commons.rng.UniformRandomProvider random() {
        throw unasked();
    }

    @Override
    public boolean[] ownClasses() {
        throw unasked();
    }

    @Override
    public NDArray labels() {
        throw unasked();
    }

    @Override
    public NDArray indices() {
        throw unasked();
    }

    @Override
    public ObjectiveBuffers notes() {
        throw unasked();
    }

    @Override
    public void follow(double rate) {
        throw unasked();
    }

    @Override
    public List<NDArray> frozen(FrozenInput need) {
        return need instanceof FrozenInput.Received ? received : kept;
    }
}
