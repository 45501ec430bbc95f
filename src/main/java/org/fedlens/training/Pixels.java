package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Masks;
import org.fedlens.data.Normalization;

/**
 * Turns bytes into arrays, a batch at a time: {@code float32 [B, C, H, W]}, normalised, and labels {@code int64 [B]}, from
 * masks {@code [B, H, W]}.
 */
final class Pixels {
    private final Images source;
    private final Optional<Labels> labels;
    private final Optional<Images> masks;
    private final Normalization normalization;
    private final ImageShape shape;
    private final byte[] bytes;

    Pixels(LabelledImages source, Normalization normalization) {
        this(source.images(), Optional.of(source.labels()), source.masks().map(Masks::pixels), normalization);
    }

    /** Pictures without labels. */
    Pixels(Images source, Normalization normalization) {
        this(source, Optional.empty(), Optional.empty(), normalization);
    }

    private Pixels(Images source, Optional<Labels> labels, Optional<Images> masks, Normalization normalization) {
        this.source = source;
        this.labels = labels;
        this.masks = masks;
        this.normalization = normalization;
        this.shape = source.shape();
        this.bytes = new byte[shape.size()];
    }

    /** The images at {@code order[from..to)}. */
    NDArray images(int[] order, int from, int to, NDManager manager) {
        float[] values = new float[(to - from) * shape.size()];
        for (int i = from; i < to; i++) {
            source.copy(order[i], bytes, 0);
            normalization.apply(bytes, shape, values, (i - from) * shape.size());
        }
        return manager.create(values, new Shape(to - from, shape.channels(), shape.height(), shape.width()));
    }

    NDArray labels(int[] order, int from, int to, NDManager manager) {
        if (masks.isPresent()) {
            return masks(masks.get(), order, from, to, manager);
        }
        long[] values = new long[to - from];
        for (int i = from; i < to; i++) {
            values[i - from] = labels.orElseThrow().of(order[i]);
        }
        return manager.create(values);
    }

    private NDArray masks(Images all, int[] order, int from, int to, NDManager manager) {
        int plane = shape.height() * shape.width();
        long[] values = new long[(to - from) * plane];
        for (int i = from; i < to; i++) {
            all.copy(order[i], bytes, 0);
            for (int at = 0; at < plane; at++) {
                values[(i - from) * plane + at] = bytes[at] & 0xFF;
            }
        }
        return manager.create(values, new Shape(to - from, shape.height(), shape.width()));
    }
}
