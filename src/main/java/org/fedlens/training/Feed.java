package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** The mini-batches of one visit. */
interface Feed {
    /** Batches in one epoch. */
    int batches();

    /** Called before each epoch. */
    void shuffle();

    /** {@code float32 [B, C, H, W]}, normalised. */
    NDArray images(int batch, NDManager manager);

    /** {@code int64 [B]}. */
    NDArray labels(int batch, NDManager manager);
}
