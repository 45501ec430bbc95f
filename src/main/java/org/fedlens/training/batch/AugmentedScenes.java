package org.fedlens.training.batch;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.fedlens.augmentation.RandomViews;
import org.fedlens.augmentation.SceneAugmentation;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Masks;
import org.fedlens.data.Normalization;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;
import org.fedlens.training.tensor.PixelTensors;

/**
 * One client's pictures and masks of one visit as an {@link SceneAugmentation} changes them. A picture and its mask are made one
 * without the other and still belong together. Any thread may ask.
 */
public final class AugmentedScenes {
    private static final int ONLY = 0;

    private final RandomViews views;
    private final Images masks;
    private final boolean erasesPadding;

    private AugmentedScenes(RandomViews views, Images masks, boolean erasesPadding) {
        this.views = views;
        this.masks = masks;
        this.erasesPadding = erasesPadding;
    }

    /** Nothing where pictures stay as they are. */
    public static Optional<AugmentedScenes> of(
            SceneAugmentation alteration, LabelledImages scenes, long seed, int round, int client) {
        return alteration
                .change()
                .map(change -> new AugmentedScenes(
                        new RandomViews(scenes.images(), change, seed, round, client),
                        scenes.masks().map(Masks::pixels).orElseThrow(),
                        alteration.erasesPadding()));
    }

    /** Numbers in one picture. */
    int size() {
        return views.shape().size();
    }

    /** @param pass the epoch */
    ImageBatch images(int[] pictures, int pass, Normalization normalization) {
        return PixelTensors.views(views, pictures, pass, ONLY, normalization);
    }

    /** Classes {@code [B, H, W]}. */
    LabelBatch masks(int[] pictures, int pass) {
        RandomViews own = views.again();
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
        return new LabelBatch(values, new Shape(pictures.length, shape.height(), shape.width()));
    }
}
