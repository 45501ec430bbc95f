package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;

/** Turns bytes into arrays, a batch at a time: {@code float32 [B, C, H, W]}, normalised, and labels {@code int64 [B]}, from masks {@code [B, H, W]}. */
final class Pixels {
    private final LabelledImages source;
    private final Normalization normalization;
    private final ImageShape shape;
    private final byte[] bytes;

    Pixels(LabelledImages source, Normalization normalization) {
        this.source = source;
        this.normalization = normalization;
        this.shape = source.images().shape();
        this.bytes = new byte[shape.size()];
    }

    /** The images at {@code order[from..to)}. */
    NDArray images(int[] order, int from, int to, NDManager manager) {
        float[] values = new float[(to - from) * shape.size()];
        for (int i = from; i < to; i++) {
            source.images().copy(order[i], bytes, 0);
            normalization.apply(bytes, shape, values, (i - from) * shape.size());
        }
        return manager.create(values, new Shape(to - from, shape.channels(), shape.height(), shape.width()));
    }

    NDArray labels(int[] order, int from, int to, NDManager manager) {
        if (source.masks().isPresent()) {
            return masks(source.masks().get().pixels(), order, from, to, manager);
        }
        long[] values = new long[to - from];
        for (int i = from; i < to; i++) {
            values[i - from] = source.labels().of(order[i]);
        }
        return manager.create(values);
    }

    private NDArray masks(Images masks, int[] order, int from, int to, NDManager manager) {
        int plane = shape.height() * shape.width();
        long[] values = new long[(to - from) * plane];
        for (int i = from; i < to; i++) {
            masks.copy(order[i], bytes, 0);
            for (int at = 0; at < plane; at++) {
                values[(i - from) * plane + at] = bytes[at] & 0xFF;
            }
        }
        return manager.create(values, new Shape(to - from, shape.height(), shape.width()));
    }
}
