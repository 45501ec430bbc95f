package org.fedlens.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.augmentation.PaddedCrop.Edge;
import org.fedlens.data.ImageShape;
import org.fedlens.data.PixelBlock;
import org.fedlens.data.Scene;
import org.fedlens.data.SegmentationSet;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationTest {
    private static final ImageShape COLOUR = new ImageShape(3, 32, 32);
    private final Frame frame = new Frame();

    @ParameterizedTest
    @EnumSource(ViewRecipe.class)
    void a_view_depends_on_its_keys_and_not_on_what_was_drawn_before(ViewRecipe recipe) {
        PixelBlock images = PixelBlock.of(COLOUR, noise(4 * COLOUR.size(), 1));
        Views views = new Views(images, recipe.chain(), 7, 3, 2);
        byte[] first = view(views, 1, 0, 0);
        view(views, 3, 0, 1);
        assertArrayEquals(first, view(views, 1, 0, 0));
        assertArrayEquals(first, view(new Views(images, recipe.chain(), 7, 3, 2), 1, 0, 0));
        // Grey, turned and shifted pictures may come out alike by chance, but not many of them.
        Set<Integer> seen = new HashSet<>();
        for (int other = 0; other < 10; other++) {
            seen.add(Arrays.hashCode(view(views, 1, 0, other)));
            seen.add(Arrays.hashCode(view(views, 1, other + 1, 0)));
            seen.add(Arrays.hashCode(view(new Views(images, recipe.chain(), 7, other + 4, 2), 1, 0, 0)));
            seen.add(Arrays.hashCode(view(new Views(images, recipe.chain(), 7, 3, other + 4), 1, 0, 0)));
            seen.add(Arrays.hashCode(view(new Views(images, recipe.chain(), other + 8, 3, 2), 1, 0, 0)));
        }
        assertTrue(seen.size() > 35, "Only " + seen.size() + " of 50 views differ");
    }

    @ParameterizedTest
    @EnumSource(ViewRecipe.class)
    void every_recipe_takes_grey_pictures_too(ViewRecipe recipe) {
        ImageShape grey = new ImageShape(1, 28, 20);
        Views views = new Views(PixelBlock.of(grey, noise(grey.size(), 1)), recipe.chain(), 7, 3, 2);
        assertEquals(grey, views.shape());
        assertEquals(grey.size(), view(views, 0, 0, 0).length);
    }

    @Test
    void flip_mirrors_rows() {
        load(new ImageShape(1, 2, 3), 1, 2, 3, 4, 5, 6);
        new Flip(1).apply(frame, random(1));
        assertPixels(3, 2, 1, 6, 5, 4);
        new Flip(0).apply(frame, random(1));
        assertPixels(3, 2, 1, 6, 5, 4);
    }

    @Test
    void padded_crop_reaches_every_shift_and_fills_what_is_beyond_the_edge() {
        Set<String> zero = new HashSet<>();
        Set<String> mirrored = new HashSet<>();
        for (int draw = 0; draw < 100; draw++) {
            load(new ImageShape(1, 1, 3), 1, 2, 3);
            new PaddedCrop(1, Edge.ZERO).apply(frame, random(draw));
            zero.add(Arrays.toString(pixels()));
            load(new ImageShape(1, 1, 3), 1, 2, 3);
            new PaddedCrop(1, Edge.REFLECT).apply(frame, random(draw));
            mirrored.add(Arrays.toString(pixels()));
        }
        assertEquals(Set.of("[0, 1, 2]", "[1, 2, 3]", "[2, 3, 0]", "[0, 0, 0]"), zero);
        assertEquals(Set.of("[2, 1, 2]", "[1, 2, 3]", "[2, 3, 2]"), mirrored);
    }

    @Test
    void resampling_agrees_with_weights_worked_out_by_hand() {
        // Growing 2 to 4 reads at -0.25, 0.25, 0.75, 1.25 of the old places; the outermost are clamped.
        assertArrayEquals(new int[] {0, 25, 75, 100}, row(new int[] {0, 100}, 4));
        // Shrinking 4 to 2: triangle of half-width 2 about 1 and 3, so weights 3, 3, 1 over 7 and mirrored.
        assertArrayEquals(new int[] {50, 40}, row(new int[] {0, 100, 50, 10}, 2));
        assertArrayEquals(new int[] {7, 200, 31}, row(new int[] {7, 200, 31}, 3));
    }

    private static int[] row(int[] old, int width) {
        byte[] from = new byte[old.length];
        for (int i = 0; i < old.length; i++) {
            from[i] = (byte) old[i];
        }
        Resampler resampler = new Resampler();
        resampler.across().prepare(0, old.length, width, 0, width);
        resampler.down().prepare(0, 1, 1, 0, 1);
        byte[] into = new byte[width];
        resampler.plane(from, 0, old.length, into, 0, width, 1, width);
        int[] row = new int[width];
        for (int i = 0; i < width; i++) {
            row[i] = into[i] & 0xFF;
        }
        return row;
    }

    @Test
    void resized_crop_shows_parts_of_the_permitted_size() {
        // Each pixel says its column and row; the least and greatest seen tell which part was taken.
        ImageShape shape = new ImageShape(2, 32, 32);
        byte[] places = new byte[shape.size()];
        for (int i = 0; i < 1024; i++) {
            places[i] = (byte) (i % 32 * 8);
            places[1024 + i] = (byte) (i / 32 * 8);
        }
        double smallest = 1;
        double largest = 0;
        double mean = 0;
        int draws = 2000;
        byte[] now = new byte[shape.size()];
        for (int draw = 0; draw < draws; draw++) {
            frame.load(shape, places, 0);
            new ResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3).apply(frame, random(draw));
            frame.copy(now, 0);
            double width = ((now[31] & 0xFF) - (now[0] & 0xFF)) / 8.0 + 1;
            double height = ((now[1024 + 31 * 32] & 0xFF) - (now[1024] & 0xFF)) / 8.0 + 1;
            double share = width * height / 1024;
            smallest = Math.min(smallest, share);
            largest = Math.max(largest, share);
            mean += share / draws;
            assertTrue(width / height > 0.6 && width / height < 1.65, width + " by " + height);
        }
        assertTrue(smallest > 0.06 && smallest < 0.12, "smallest " + smallest);
        assertTrue(largest > 0.9, "largest " + largest);
        // Even between 0.08 and 1, less those that do not fit: 0.489 over many draws of the same rule elsewhere.
        assertEquals(0.489, mean, 0.015);
    }

    @Test
    void colours_follow_the_rules_of_the_reference() {
        load(new ImageShape(3, 1, 2), 100, 200, 50, 10, 200, 30);
        Colour.brightness(frame, 1.5f);
        assertPixels(150, 255, 75, 15, 255, 45);
        load(new ImageShape(3, 1, 2), 100, 200, 50, 10, 200, 30);
        // Lightness 0.299 R + 0.587 G + 0.114 B: 82 and 69, mean 76 after rounding.
        Colour.contrast(frame, 0.5f);
        assertPixels(88, 138, 63, 43, 138, 53);
        load(new ImageShape(3, 1, 1), 100, 50, 200);
        Colour.saturation(frame, 0);
        assertPixels(82, 82, 82);
        load(new ImageShape(3, 1, 1), 100, 50, 200);
        Colour.saturation(frame, 1);
        assertPixels(100, 50, 200);
        load(new ImageShape(3, 1, 1), 100, 50, 200);
        Colour.grey(frame);
        assertPixels(82, 82, 82);
    }

    @Test
    void hue_turns_the_colour_circle() {
        load(new ImageShape(3, 1, 3), 200, 40, 9, 40, 200, 9, 40, 40, 9);
        Colour.hue(frame, 1 / 3f);
        // Red becomes green and green becomes blue; grey stays.
        assertPixels(40, 40, 9, 200, 40, 9, 40, 200, 9);
        Colour.hue(frame, -1 / 3f);
        assertPixels(200, 40, 9, 40, 200, 9, 40, 40, 9);
        UniformRandomProvider random = random(5);
        for (int draw = 0; draw < 1000; draw++) {
            int[] colour = {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
            float turn = (float) (random.nextDouble() * 2 - 1);
            load(new ImageShape(3, 1, 1), colour);
            Colour.hue(frame, turn);
            int[] turned = pixels();
            float[] expected = Color.RGBtoHSB(colour[0], colour[1], colour[2], null);
            int rgb = Color.HSBtoRGB(expected[0] + turn, expected[1], expected[2]);
            assertEquals(rgb >> 16 & 0xFF, turned[0], 1);
            assertEquals(rgb >> 8 & 0xFF, turned[1], 1);
            assertEquals(rgb & 0xFF, turned[2], 1);
        }
    }

    @Test
    void jitter_without_strength_changes_nothing_and_orders_differ() {
        byte[] before = noise(COLOUR.size(), 3);
        frame.load(COLOUR, before, 0);
        new ColourJitter(1, 0, 0, 0, 0).apply(frame, random(1));
        byte[] after = new byte[before.length];
        frame.copy(after, 0);
        assertArrayEquals(before, after);
        // Brightness before or after contrast: with both factors fixed by the stream, two orders give two pictures.
        Set<Integer> pictures = new HashSet<>();
        for (int draw = 0; draw < 40; draw++) {
            frame.load(COLOUR, before, 0);
            new ColourJitter(1, 0.4, 0.4, 0.4, 0.1).apply(frame, random(draw));
            frame.copy(after, 0);
            pictures.add(Arrays.hashCode(after));
        }
        assertEquals(40, pictures.size());
    }

    @Test
    void blur_keeps_flat_pictures_and_spreads_a_point() {
        load(new ImageShape(1, 3, 3), 9, 9, 9, 9, 9, 9, 9, 9, 9);
        new Blur(1, 3, 1, 1).apply(frame, random(1));
        assertPixels(9, 9, 9, 9, 9, 9, 9, 9, 9);
        int[] point = new int[25];
        point[12] = 200;
        load(new ImageShape(1, 5, 5), point);
        new Blur(1, 3, 1, 1).apply(frame, random(1));
        // Weights 0.2741, 0.4519, 0.2741 each way.
        int[] row = Arrays.copyOfRange(pixels(), 5, 20);
        assertArrayEquals(new int[] {0, 15, 25, 15, 0, 0, 25, 41, 25, 0, 0, 15, 25, 15, 0}, row);
    }

    @Test
    void rotation_by_nothing_is_nothing_and_stays_within_its_angle() {
        byte[] before = noise(COLOUR.size(), 3);
        frame.load(COLOUR, before, 0);
        new Rotation(0).apply(frame, random(1));
        byte[] after = new byte[before.length];
        frame.copy(after, 0);
        assertArrayEquals(before, after);
        // A line through the middle, turned by up to 15 degrees, still crosses the middle and leaves the corners alone.
        int[] line = new int[1024];
        Arrays.fill(line, 15 * 32, 17 * 32, 255);
        Set<Integer> pictures = new HashSet<>();
        for (int draw = 0; draw < 50; draw++) {
            load(new ImageShape(1, 32, 32), line);
            new Rotation(15).apply(frame, random(draw));
            int[] turned = pixels();
            assertEquals(255, turned[16 * 32 + 16]);
            assertEquals(0, turned[8 * 32 + 31]);
            assertEquals(0, turned[24 * 32 + 31]);
            pictures.add(Arrays.hashCode(turned));
        }
        assertTrue(pictures.size() > 10);
    }

    @Test
    void scale_crop_keeps_picture_and_mask_together() {
        // Left half class 1 and white, right half class 2 and black; no place may disagree except at the seam.
        int height = 20;
        int width = 40;
        byte[] image = new byte[3 * height * width];
        byte[] mask = new byte[height * width];
        for (int i = 0; i < mask.length; i++) {
            boolean left = i % width < width / 2;
            mask[i] = (byte) (left ? 1 : 2);
            for (int channel = 0; channel < 3; channel++) {
                image[channel * mask.length + i] = (byte) (left ? 255 : 100);
            }
        }
        Chain chain = Chain.of(new ScaleCrop(24, 24, 0.5, 1.5), new Flip(0.5));
        assertEquals(new ImageShape(3, 24, 24), chain.after(new ImageShape(3, height, width)));
        int ignored = 0;
        for (int draw = 0; draw < 200; draw++) {
            frame.load(new Scene(height, width, image, mask));
            chain.apply(frame, random(draw));
            Scene scene = frame.scene();
            assertEquals(24, scene.height());
            int disagree = 0;
            for (int i = 0; i < scene.mask().length; i++) {
                int label = scene.mask()[i] & 0xFF;
                int pixel = scene.image()[i] & 0xFF;
                int meant = label == SegmentationSet.PADDING ? 0 : label == 1 ? 255 : 100;
                disagree += pixel == meant ? 0 : 1;
                ignored += label == SegmentationSet.PADDING ? 1 : 0;
            }
            // The seam is at most two pixels wide on each row.
            assertTrue(disagree <= 2 * 24, disagree + " pixels disagree");
        }
        assertTrue(ignored > 0);
    }

    @Test
    void geometric_steps_move_masks_alike() {
        for (Augmentation step : new Augmentation[] {
            new ResizedCrop(0.2, 1, 0.75, 1.33), new PaddedCrop(4, Edge.ZERO), new Rotation(30), new Flip(1)
        }) {
            for (int draw = 0; draw < 20; draw++) {
                byte[] mask = new byte[1024];
                byte[] image = new byte[3 * 1024];
                for (int i = 0; i < 1024; i++) {
                    mask[i] = (byte) (i % 32 < 12 ? 1 : 2);
                    Arrays.fill(image, i, i + 1, (byte) (i % 32 < 12 ? 50 : 200));
                }
                frame.load(new Scene(32, 32, image, mask));
                step.apply(frame, random(draw));
                Scene scene = frame.scene();
                int disagree = 0;
                for (int i = 0; i < 1024; i++) {
                    int label = scene.mask()[i] & 0xFF;
                    disagree +=
                            (scene.image()[i] & 0xFF) == (label == SegmentationSet.PADDING ? 0 : label == 1 ? 50 : 200)
                                    ? 0
                                    : 1;
                }
                assertTrue(disagree <= 6 * 32, step + ": " + disagree);
            }
        }
    }

    @Test
    void impossible_strengths_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Flip(1.5));
        assertThrows(IllegalArgumentException.class, () -> new Blur(0.5, 4, 0.1, 2));
        assertThrows(IllegalArgumentException.class, () -> new ColourJitter(1, 0, 0, 0, 0.7));
        assertThrows(IllegalArgumentException.class, () -> new ResizedCrop(0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ScaleCrop(0, 3, 1, 1));
    }

    private void load(ImageShape shape, int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        frame.load(shape, bytes, 0);
    }

    private int[] pixels() {
        byte[] bytes = new byte[frame.shape().size()];
        frame.copy(bytes, 0);
        int[] values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xFF;
        }
        return values;
    }

    private void assertPixels(int... expected) {
        assertArrayEquals(expected, pixels());
    }

    private static byte[] view(Views views, int picture, int pass, int view) {
        byte[] bytes = new byte[views.shape().size()];
        views.copy(picture, pass, view, bytes, 0);
        return bytes;
    }

    private static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        random(seed).nextBytes(bytes);
        return bytes;
    }

    private static UniformRandomProvider random(long key) {
        return Streams.of(1, Purpose.AUGMENTATION, key);
    }
}
