package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import org.fedlens.augmentation.Views;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Masks;
import org.fedlens.data.Normalization;

/**
 * Turns bytes into numbers, a batch at a time: {@code float32 [B, C, H, W]}, normalised, and labels {@code int64 [B]},
 * from masks {@code [B, H, W]}. Any thread may ask.
 */
final class Pixels {
    private final Images source;
    private final Optional<Labels> labels;
    private final Optional<Images> masks;
    private final Normalization normalization;
    private final ImageShape shape;

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
    }

    /** The images at {@code order[from..to)}. */
    NDArray images(int[] order, int from, int to, NDManager manager) {
        return numbers(order, from, to).in(manager);
    }

    Feed.Numbers numbers(int[] order, int from, int to) {
        byte[] bytes = new byte[shape.size()];
        float[] values = new float[(to - from) * shape.size()];
        for (int i = from; i < to; i++) {
            source.copy(order[i], bytes, 0);
            normalization.apply(bytes, shape, values, (i - from) * shape.size());
        }
        return new Feed.Numbers(values, shape(to - from, shape));
    }

    /** Views of pictures, see {@link Views#copy}. */
    static Feed.Numbers views(Views all, int[] pictures, int pass, int view, Normalization normalization) {
        Views own = all.again();
        ImageShape shape = own.shape();
        byte[] bytes = new byte[shape.size()];
        float[] values = new float[pictures.length * shape.size()];
        for (int i = 0; i < pictures.length; i++) {
            own.copy(pictures[i], pass, view, bytes, 0);
            normalization.apply(bytes, shape, values, i * shape.size());
        }
        return new Feed.Numbers(values, shape(pictures.length, shape));
    }

    private static Shape shape(int count, ImageShape shape) {
        return new Shape(count, shape.channels(), shape.height(), shape.width());
    }

    Feed.Targets targets(int[] order, int from, int to) {
        return masks.map(all -> masks(all, order, from, to))
                .orElseGet(() -> targets(labels.orElseThrow(), Arrays.copyOfRange(order, from, to)));
    }

    static Feed.Targets targets(Labels labels, int[] pictures) {
        return new Feed.Targets(Arrays.stream(pictures).mapToLong(labels::of).toArray(), new Shape(pictures.length));
    }

    private Feed.Targets masks(Images all, int[] order, int from, int to) {
        int plane = shape.height() * shape.width();
        byte[] bytes = new byte[plane];
        long[] values = new long[(to - from) * plane];
        for (int i = from; i < to; i++) {
            all.copy(order[i], bytes, 0);
            for (int at = 0; at < plane; at++) {
                values[(i - from) * plane + at] = bytes[at] & 0xFF;
            }
        }
        return new Feed.Targets(values, new Shape(to - from, shape.height(), shape.width()));
    }
}
