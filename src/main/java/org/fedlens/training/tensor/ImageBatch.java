package org.fedlens.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Normalised images on the heap, {@code float32 [B, C, H, W]}. */
public record ImageBatch(float[] values, Shape shape) {
    public NDArray in(NDManager manager) {
        return manager.create(values, shape);
    }
}
