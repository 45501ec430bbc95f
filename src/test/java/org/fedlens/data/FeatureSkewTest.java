package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureSkewTest {
    private static final ImageShape SHAPE = new ImageShape(3, 16, 16);
    private static final int COUNT = 12;

    private static LabelledImages pictures() {
        byte[] pixels = new byte[COUNT * SHAPE.size()];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (byte) (60 + k * 7 % 120);
        }
        return new LabelledImages(PixelBlock.of(SHAPE, pixels), Labels.of(new int[COUNT], 1));
    }

    private static final Partition DEALT =
            Partition.of(List.of(new int[] {0, 1, 2}, new int[] {3, 4, 5}, new int[] {6, 7, 8}));

    private static byte[] picture(LabelledImages images, int index) {
        byte[] pixels = new byte[SHAPE.size()];
        images.images().copy(index, pixels, 0);
        return pixels;
    }

    private static double change(LabelledImages before, LabelledImages after, int index) {
        byte[] one = picture(before, index);
        byte[] other = picture(after, index);
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += Math.abs((one[k] & 0xFF) - (other[k] & 0xFF));
        }
        return sum / one.length;
    }

    @ParameterizedTest
    @EnumSource(
            value = FeatureSkew.Kind.class,
            names = {"NOISE", "COLOUR", "ROTATION", "WEATHER"})
    void later_clients_see_worse_and_the_same_seed_alters_the_same(FeatureSkew.Kind kind) {
        LabelledImages clean = pictures();
        FeatureSkew skew = new FeatureSkew(kind, 0.6);
        LabelledImages altered = skew.apply(clean, DEALT, 5);
        assertTrue(change(clean, altered, 0) > 0);
        assertTrue(change(clean, altered, 7) > 1.3 * change(clean, altered, 0), "the last client is hit harder");
        assertEquals(0, change(clean, altered, 11), "nobody's picture stays");
        LabelledImages again = skew.apply(clean, DEALT, 5);
        byte[] fresh = new byte[SHAPE.size()];
        for (int index = 0; index < COUNT; index++) {
            assertArrayEquals(picture(altered, index), picture(again, index));
            if (index >= 3 && index < 6) {
                skew.seen(clean.subset(new int[] {index}).images(), new int[] {index}, 1, 3, 5)
                        .copy(0, fresh, 0);
                assertArrayEquals(picture(altered, index), fresh, "one by one as all together");
            }
        }
    }

    @Test
    void noise_has_the_stated_deviation() {
        byte[] grey = new byte[200 * SHAPE.size()];
        Arrays.fill(grey, (byte) 128);
        LabelledImages clean = new LabelledImages(PixelBlock.of(SHAPE, grey), Labels.of(new int[200], 1));
        int[] all = IntStream.range(0, 200).toArray();
        LabelledImages noisy = new FeatureSkew(FeatureSkew.Kind.NOISE, 0.1).apply(clean, Partition.of(List.of(all)), 1);
        double squares = 0;
        for (int index = 0; index < 200; index++) {
            for (byte value : picture(noisy, index)) {
                squares += Math.pow((value & 0xFF) - 128, 2);
            }
        }
        assertEquals(25.5, Math.sqrt(squares / grey.length), 0.2);
    }

    @Test
    void a_whole_turn_of_colour_keeps_grey_grey_and_rotation_keeps_the_middle() {
        byte[] grey = new byte[SHAPE.size()];
        Arrays.fill(grey, (byte) 90);
        LabelledImages clean = new LabelledImages(PixelBlock.of(SHAPE, grey), Labels.of(new int[1], 1));
        Partition one = Partition.of(List.of(new int[] {0}));
        assertEquals(
                0,
                change(clean, new FeatureSkew(FeatureSkew.Kind.COLOUR, 1).apply(clean, one, 1), 0),
                "grey has no hue");
        byte[] turned = picture(new FeatureSkew(FeatureSkew.Kind.ROTATION, 1).apply(clean, one, 1), 0);
        assertEquals(90, turned[8 * 16 + 8]);
    }

    @Test
    void nothing_is_copied_without_skew_and_masks_are_not_left_behind() {
        LabelledImages clean = pictures();
        assertSame(clean, FeatureSkew.none().apply(clean, DEALT, 5));
        Masks masks = Masks.of(PixelBlock.of(new ImageShape(1, 16, 16), new byte[COUNT * 256]), 1);
        LabelledImages scenes = new LabelledImages(clean.images(), clean.labels(), Optional.of(masks));
        FeatureSkew rotation = new FeatureSkew(FeatureSkew.Kind.ROTATION, 0.5);
        assertEquals(
                "partition.features.kind",
                assertThrows(Problem.class, () -> rotation.apply(scenes, DEALT, 1))
                        .where());
    }

    @Test
    void moves_keep_what_clients_do_not_see() {
        Masks masks = Masks.of(PixelBlock.of(new ImageShape(1, 16, 16), new byte[COUNT * 256]), 2);
        LabelledImages scenes =
                new LabelledImages(pictures().images(), Labels.of(new int[COUNT], 2), Optional.of(masks));
        Partition erased = Partition.of(
                List.of(new int[] {0, 1}, new int[] {2, 3}),
                List.of(new boolean[] {false, true}, new boolean[] {true, true}));
        for (String moves : new String[] {"", "1>0:0*0.5"}) {
            Partition moved = erased.moved(Move.read(moves), scenes);
            assertEquals(0, moved.seen(0, scenes.subset(moved.indices(0))).histogram()[0], "still erased");
        }
    }
}
