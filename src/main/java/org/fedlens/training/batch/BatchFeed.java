package org.fedlens.training.batch;

import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;

/** The mini-batches of one visit, epoch by epoch. */
public interface BatchFeed {
    /** Batches in one epoch. */
    int batches();

    /** Draws the next epoch. Epochs that were drawn before stay what they are. */
    Epoch next();

    /** True if a batch takes so long to make that another thread should do it while this one trains. */
    default boolean laborious() {
        return true;
    }

    /** The batches of one epoch. They depend on nothing that changes, so any thread may ask for any of them at any time. */
    interface Epoch {
        /** {@code float32 [B, C, H, W]}, normalised. */
        ImageBatch images(int batch, AugmentedView view);

        /** {@code int64 [B]}, of masks {@code [B, H, W]}. */
        LabelBatch labels(int batch);

        /** Which of the client's own images stand in a batch. */
        long[] indices(int batch);
    }
}
