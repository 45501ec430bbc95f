package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** The mini-batches of one visit. */
public interface Feed {
    /** Batches in one epoch. */
    int batches();

    /** Called before each epoch. */
    void shuffle();

    /** {@code float32 [B, C, H, W]}, normalised; the same each time it is asked for. */
    NDArray images(int batch, View view, NDManager manager);

    /** {@code int64 [B]}. */
    NDArray labels(int batch, NDManager manager);

    /** Which of the client's own images stand in a batch. */
    long[] indices(int batch);
}
