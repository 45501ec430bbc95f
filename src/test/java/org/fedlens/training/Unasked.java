package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedlens.weights.Part;

/** A step of which nothing may be asked; what a test gives is overridden. */
interface Unasked extends Step {
    private static AssertionError refused() {
        return new AssertionError("This term must not ask for it");
    }

    @Override
    default NDArray of(Who who, View view, Part part) {
        throw refused();
    }

    @Override
    default boolean has(Who who) {
        throw refused();
    }

    @Override
    default NDArray labels() {
        throw refused();
    }

    @Override
    default List<NDArray> sides() {
        throw refused();
    }

    @Override
    default boolean[] ownClasses() {
        throw refused();
    }

    @Override
    default NDArray indices() {
        throw refused();
    }

    @Override
    default List<NDArray> weights() {
        throw refused();
    }

    @Override
    default List<NDArray> frozen(Need need) {
        throw refused();
    }

    @Override
    default Notes notes() {
        throw refused();
    }

    @Override
    default void follow(double rate) {
        throw refused();
    }
}
