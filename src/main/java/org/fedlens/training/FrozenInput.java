package org.fedlens.training;

/**
 * Something frozen that an objective looks at besides the network in training. Objectives declare it; the trainer loads
 * it once for the visit, without gradients, so no loss manages models.
 */
public sealed interface FrozenInput {
    /** The model with which the visit began. */
    record Received() implements FrozenInput {}

    /** The client's own model after its last visit; absent on the first. */
    record Previous() implements FrozenInput {}

    /** A vector that the client kept under this name; zeros on the first visit. */
    record Kept(String name) implements FrozenInput {}

    /** A vector that the server sent along under this name; zeros before it has one. */
    record Sent(String name) implements FrozenInput {}
}
