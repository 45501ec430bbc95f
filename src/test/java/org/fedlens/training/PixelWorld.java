package org.fedlens.training;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Masks;
import org.fedlens.data.PixelBlock;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** Pictures of noise with masks of three classes, of which one is erased. */
public final class PixelWorld {
    public static final int CLASSES = 3;

    private PixelWorld() {}

    public static LabelledImages scenes(int count, ImageShape shape) {
        UniformRandomProvider random = Streams.of(3, Purpose.SUBSET);
        byte[] pixels = new byte[count * shape.size()];
        random.nextBytes(pixels);
        byte[] masks = new byte[count * shape.height() * shape.width()];
        for (int i = 0; i < masks.length; i++) {
            int label = random.nextInt(CLASSES);
            masks[i] = (byte) (label == 2 ? 255 : label);
        }
        Labels labels = Labels.of(IntStream.range(0, count).map(i -> 0).toArray(), CLASSES);
        ImageShape plane = new ImageShape(1, shape.height(), shape.width());
        return new LabelledImages(
                PixelBlock.of(shape, pixels), labels, Optional.of(Masks.of(PixelBlock.of(plane, masks), CLASSES)));
    }
}
