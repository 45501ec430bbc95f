package org.fedlens.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Classes on the heap, {@code int64 [B]}, of masks {@code [B, H, W]}. */
public record LabelBatch(long[] values, Shape shape) {
    public NDArray in(NDManager manager) {
        return manager.create(values, shape);
    }
}
