package org.fedlens.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Records gradients on the calling thread while it is open. The public collector allows one recording in the whole
 * process; libtorch itself keeps the switch per thread, so here any number of clients can record at once.
 */
public final class GradientTape implements AutoCloseable {
    private final boolean before;

    public GradientTape() {
        before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
    }

    /** Computes the gradients of a scalar; they are added to those already held by the arrays that require them. */
    public void backward(NDArray loss) {
        PtNDArray scalar = (PtNDArray) loss;
        try (PtNDArray one = (PtNDArray) scalar.onesLike()) {
            JniUtils.backward(scalar, one, false, false);
        }
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }

    /** Computes something without recording, also while a tape is open on this thread. */
    public static <T> T without(Supplier<T> computation) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return computation.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
