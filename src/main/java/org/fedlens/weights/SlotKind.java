package org.fedlens.weights;

/** How a tensor comes to its values. */
public enum SlotKind {
    /** Learned by the optimizer: kernels and biases. */
    TRAINED,
    /** Scale and shift of a normalisation layer; learned as well, but some methods keep them private. */
    NORM,
    /** Running mean or variance of batch normalisation; never learned, never noised. */
    RUNNING
}
