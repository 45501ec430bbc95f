package org.fedlens.training;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.fedlens.augmentation.Alteration;
import org.fedlens.augmentation.Views;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.Masks;
import org.fedlens.data.Normalization;
import org.fedlens.data.SegmentationSet;

/**
 * One client's pictures and masks of one visit as an {@link Alteration} changes them. A picture and its mask are made
 * one without the other and still belong together. Any thread may ask.
 */
final class Altered {
    private static final int ONLY = 0;

    private final Views views;
    private final Images masks;
    private final boolean erasesPadding;

    private Altered(Views views, Images masks, boolean erasesPadding) {
        this.views = views;
        this.masks = masks;
        this.erasesPadding = erasesPadding;
    }

    /** Nothing where pictures stay as they are. */
    static Optional<Altered> of(ClientTask task) {
        Alteration alteration = task.alteration();
        return alteration
                .change()
                .map(change -> new Altered(
                        new Views(
                                task.images().images(),
                                change,
                                task.seed(),
                                task.broadcast().round(),
                                task.client()),
                        task.images().masks().map(Masks::pixels).orElseThrow(),
                        alteration.erasesPadding()));
    }

    /** Numbers in one picture. */
    int size() {
        return views.shape().size();
    }

    /** @param pass the epoch */
    Feed.Numbers images(int[] pictures, int pass, Normalization normalization) {
        return Pixels.views(views, pictures, pass, ONLY, normalization);
    }

    /** Classes {@code [B, H, W]}. */
    Feed.Targets masks(int[] pictures, int pass) {
        Views own = views.again();
        ImageShape shape = own.shape();
        int plane = shape.height() * shape.width();
        byte[] bytes = new byte[plane];
        long[] values = new long[pictures.length * plane];
        for (int i = 0; i < pictures.length; i++) {
            own.copyMask(masks, pictures[i], pass, ONLY, bytes, 0);
            for (int at = 0; at < plane; at++) {
                int label = bytes[at] & 0xFF;
                values[i * plane + at] =
                        erasesPadding && label == SegmentationSet.PADDING ? SegmentationSet.IGNORE : label;
            }
        }
        return new Feed.Targets(values, new Shape(pictures.length, shape.height(), shape.width()));
    }
}
