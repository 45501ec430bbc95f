package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The mini-batches of one visit, epoch by epoch. */
public interface Feed {
    /** Batches in one epoch. */
    int batches();

    /** Draws the next epoch. Epochs that were drawn before stay what they are. */
    Epoch next();

    /** True if a batch takes so long to make that another thread should do it while this one trains. */
    default boolean laborious() {
        return true;
    }

    /**
     * The batches of one epoch. They depend on nothing that changes, so any thread may ask for any of them at any time.
     */
    interface Epoch {
        /** {@code float32 [B, C, H, W]}, normalised. */
        Numbers images(int batch, View view);

        /** {@code int64 [B]}, of masks {@code [B, H, W]}. */
        Targets labels(int batch);

        /** Which of the client's own images stand in a batch. */
        long[] indices(int batch);
    }

    /** Real numbers on the heap. */
    record Numbers(float[] values, Shape shape) {
        NDArray in(NDManager manager) {
            return manager.create(values, shape);
        }
    }

    /** Classes on the heap. */
    record Targets(long[] values, Shape shape) {
        NDArray in(NDManager manager) {
            return manager.create(values, shape);
        }
    }
}
