package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PixelsTest {
    private static final ImageShape TINY = new ImageShape(2, 1, 2);

    @Test
    void aShapeThatFitsNoArrayIsRefused() {
        assertEquals(3072, new ImageShape(3, 32, 32).size());
        assertThrows(IllegalArgumentException.class, () -> new ImageShape(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ImageShape(3, 40_000, 40_000));
    }

    @Test
    void picturesComeBackFromBlocksAsTheyWentIn() {
        // A million bytes a picture: four pictures a block, so ten of them need three blocks.
        ImageShape shape = new ImageShape(1, 1000, 1000);
        PixelBlock.Filler filler = new PixelBlock.Filler(shape);
        byte[] pixels = new byte[shape.size()];
        for (int index = 0; index < 10; index++) {
            pixels[index] = (byte) (200 + index);
            filler.add(pixels, 0);
            pixels[index] = 0;
        }
        PixelBlock block = filler.done();
        byte[] read = new byte[shape.size() + 1];
        for (int index = 0; index < 10; index++) {
            block.copy(index, read, 1);
            assertEquals(200 + index, read[1 + index] & 0xFF);
            assertEquals(
                    200 + index, IntStream.range(0, 20).map(i -> read[i] & 0xFF).sum());
        }
        assertThrows(IndexOutOfBoundsException.class, () -> block.copy(10, read, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> block.copy(-1, read, 0));
    }

    @Test
    void aSubsetOfASubsetShowsTheRightPictures() {
        Images images = PixelBlock.of(TINY, new byte[] {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3});
        Images view = images.subset(new int[] {3, 1, 0}).subset(new int[] {2, 0});
        byte[] pixels = new byte[8];
        view.copy(0, pixels, 0);
        view.copy(1, pixels, 4);
        assertArrayEquals(new byte[] {0, 0, 0, 0, 3, 3, 3, 3}, pixels);
        assertThrows(IndexOutOfBoundsException.class, () -> images.subset(new int[] {4}));
    }

    @Test
    void labelsAreCheckedCountedAndCopied() {
        int[] raw = {0, 2, 2, 1};
        Labels labels = Labels.of(raw, 4);
        raw[0] = 3;
        assertArrayEquals(new int[] {1, 1, 2, 0}, labels.histogram());
        assertArrayEquals(new int[] {1, 0, 1, 0}, labels.histogram(new int[] {0, 2}));
        assertEquals(4, labels.subset(new int[] {1}).classes());
        assertThrows(IllegalArgumentException.class, () -> Labels.of(new int[] {4}, 4));
        assertThrows(IllegalArgumentException.class, () -> Labels.of(new int[] {-1}, 4));
    }

    @Test
    void picturesWithoutLabelsAreRefused() {
        Images images = PixelBlock.of(TINY, new byte[8]);
        assertThrows(IllegalArgumentException.class, () -> new LabelledImages(images, Labels.of(new int[3], 1)));
    }

    @Test
    void normalisedPixelsHaveMeanZeroAndDeviationOnePerChannel() {
        // Channel 0: 0, 255, 0, 255, mean 1/2, deviation 1/2. Channel 1: 51, 51, 204, 204, mean 1/2, deviation 0.3.
        Images images = PixelBlock.of(TINY, new byte[] {0, (byte) 255, 51, 51, 0, (byte) 255, (byte) 204, (byte) 204});
        Normalization normalization = Normalization.of(images);
        assertArrayEquals(new float[] {0.5f, 0.5f}, normalization.mean(), 1e-6f);
        assertArrayEquals(new float[] {0.5f, 0.3f}, normalization.deviation(), 1e-6f);
        byte[] pixels = new byte[4];
        float[] into = new float[5];
        images.copy(1, pixels, 0);
        normalization.apply(pixels, TINY, into, 1);
        assertArrayEquals(new float[] {0, -1, 1, 1, 1}, into, 1e-6f);
    }

    @Test
    void aChannelWithoutContrastBecomesZeroAndNotInfinite() {
        Images images = PixelBlock.of(TINY, new byte[] {9, 9, 9, 9});
        Normalization normalization = Normalization.of(images);
        float[] into = new float[4];
        normalization.apply(new byte[] {9, 9, 9, 9}, TINY, into, 0);
        assertArrayEquals(new float[4], into, 1e-4f);
    }

    @Test
    void figuresOfANormalizationCannotBeChangedFromOutside() {
        float[] mean = {0.5f};
        Normalization normalization = new Normalization(mean, new float[] {0.2f});
        mean[0] = 1;
        normalization.mean()[0] = 1;
        assertEquals(new Normalization(new float[] {0.5f}, new float[] {0.2f}), normalization);
        assertThrows(IllegalArgumentException.class, () -> new Normalization(new float[1], new float[] {Float.NaN}));
    }

    @Test
    void theHashChangesWithAPixelALabelAndAShape() {
        String plain = hash(new byte[] {1, 2, 3, 4}, 0, TINY);
        assertEquals(64, plain.length());
        assertEquals(plain, hash(new byte[] {1, 2, 3, 4}, 0, TINY));
        assertNotEquals(plain, hash(new byte[] {1, 2, 3, 5}, 0, TINY));
        assertNotEquals(plain, hash(new byte[] {1, 2, 3, 4}, 1, TINY));
        assertNotEquals(plain, hash(new byte[] {1, 2, 3, 4}, 0, new ImageShape(1, 2, 2)));
    }

    private static String hash(byte[] pixels, int label, ImageShape shape) {
        LabelledImages part = new LabelledImages(PixelBlock.of(shape, pixels), Labels.of(new int[] {label}, 2));
        return DataSet.of("test", List.of("a", "b"), part, part).hash();
    }
}
