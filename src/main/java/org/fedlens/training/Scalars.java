package org.fedlens.training;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic with numbers where gradients are recorded. DJL's own {@code mul(Number)}, {@code div(Number)} and {@code
 * maximum(Number)} free the number as soon as they return, while the graph still points to its memory: after a
 * collection of garbage the way back reads whatever lies there by then. Here the number lives as long as the scope that
 * is open.
 */
final class Scalars {
    private Scalars() {}

    /** {@code x * factor}. */
    static NDArray times(NDArray x, double factor) {
        return x.mul(number(x, factor));
    }

    /** {@code x / divisor}. */
    static NDArray over(NDArray x, double divisor) {
        return x.div(number(x, divisor));
    }

    /** {@code max(x, least)}. */
    static NDArray atLeast(NDArray x, double least) {
        return x.maximum(number(x, least));
    }

    /** {@code x ^ exponent}. */
    static NDArray power(NDArray x, double exponent) {
        return x.pow(number(x, exponent));
    }

    private static NDArray number(NDArray beside, double value) {
        return beside.getManager().create((float) value);
    }
}
