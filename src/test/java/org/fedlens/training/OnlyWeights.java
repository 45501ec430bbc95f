package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.weights.Part;

/** A step of which only weights and frozen vectors are asked. */
record OnlyWeights(List<NDArray> weights, List<NDArray> received, List<NDArray> kept) implements Step {
    private static AssertionError unasked() {
        return new AssertionError("This term needs no forward pass");
    }

    @Override
    public NDArray of(Who who, View view, Part part) {
        throw unasked();
    }

    @Override
    public boolean has(Who who) {
        throw unasked();
    }

    @Override
    public List<NDArray> sides() {
        throw unasked();
    }

    @Override
    public UniformRandomProvider random() {
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
    public Notes notes() {
        throw unasked();
    }

    @Override
    public void follow(double rate) {
        throw unasked();
    }

    @Override
    public List<NDArray> frozen(Need need) {
        return need instanceof Need.Received ? received : kept;
    }
}
