package org.fedlens.training.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.fedlens.algorithm.Catalog;
import org.fedlens.augmentation.SceneAugmentation;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Masks;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.ClientTask;
import org.fedlens.training.Optimizer;
import org.fedlens.training.network.SmallUNet;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

/** Windows out of scenes: picture and mask together, from the seed alone. */
class AugmentedScenesTest {
    private static final ImageShape SHAPE = new ImageShape(3, 16, 24);
    private static final Normalization PLAIN = new Normalization(new float[3], new float[] {1, 1, 1});
    private static final SceneAugmentation.Window HALF_TO_TWICE =
            new SceneAugmentation.Window(16, 16, 0.5, 2, 0.5, false);

    /** Each pixel's class is written into its colour: class c is 40 (c + 1), erased is 200, so both must agree. */
    private static LabelledImages coloured(int count) {
        byte[] pixels = new byte[count * SHAPE.size()];
        int plane = SHAPE.height() * SHAPE.width();
        byte[] masks = new byte[count * plane];
        for (int i = 0; i < count; i++) {
            for (int at = 0; at < plane; at++) {
                int band = (at % SHAPE.width() / 8 + i) % 3;
                masks[i * plane + at] = (byte) (band == 2 ? SegmentationSet.IGNORE : band);
                for (int channel = 0; channel < 3; channel++) {
                    pixels[(i * 3 + channel) * plane + at] = (byte) (band == 2 ? 200 : 40 * (band + 1));
                }
            }
        }
        Labels labels = Labels.of(new int[count], 3);
        ImageShape flat = new ImageShape(1, SHAPE.height(), SHAPE.width());
        return new LabelledImages(
                PixelBlock.of(SHAPE, pixels), labels, Optional.of(Masks.of(PixelBlock.of(flat, masks), 3)));
    }

    private static ClientTask task(SceneAugmentation alteration, long seed, int round, int client) {
        Weights nothing =
                new SmallUNet(2).network(new ImageShape(3, 16, 16), 3).initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
        return new ClientTask(
                seed,
                new Broadcast(round, nothing, MethodMemory.NONE),
                ClientState.fresh(client),
                Catalog.get("FedAvg-BackCE"),
                new Optimizer.Sgd(0.1, 0, 0, false),
                4,
                coloured(6),
                alteration,
                Optional.empty());
    }

    private static BatchFeed feed(ClientTask task) {
        return task.algorithm().supervision().feed(task, PLAIN);
    }

    @Test
    void everyPixelKeepsItsClassWhereverItGoes() {
        BatchFeed.Epoch epoch = feed(task(HALF_TO_TWICE, 1, 1, 0)).next();
        int padded = 0;
        for (int batch = 0; batch < 2; batch++) {
            long[] classes = epoch.labels(batch).values();
            ImageBatch images = epoch.images(batch, AugmentedView.FIRST);
            assertEquals(16, images.shape().get(3));
            int agree = 0;
            for (int i = 0; i < classes.length; i++) {
                int colour = Math.round(255 * images.values()[i / 256 * 768 + i % 256]);
                int meant = classes[i] == SegmentationSet.PADDING
                        ? 0
                        : classes[i] == SegmentationSet.IGNORE ? 200 : 40 * ((int) classes[i] + 1);
                agree += Math.abs(colour - meant) <= 1 ? 1 : 0;
                padded += classes[i] == SegmentationSet.PADDING ? 1 : 0;
            }
            // At the seams between bands colours are mixed, and masks never are.
            assertTrue(agree >= 0.7 * classes.length, agree + " of " + classes.length);
        }
        assertTrue(padded > 0);
    }

    @Test
    void aWindowDependsOnRunRoundClientEpochAndPictureAndOnNothingElse() {
        BatchFeed first = feed(task(HALF_TO_TWICE, 1, 1, 0));
        BatchFeed.Epoch one = first.next();
        float[] images = one.images(0, AugmentedView.FIRST).values();
        long[] labels = one.labels(0).values();
        BatchFeed.Epoch again = feed(task(HALF_TO_TWICE, 1, 1, 0)).next();
        assertArrayEquals(labels, again.labels(0).values());
        assertArrayEquals(images, again.images(0, AugmentedView.FIRST).values());
        // Other batches asked for in between, and the epoch gone by, change nothing.
        BatchFeed.Epoch next = first.next();
        next.images(1, AugmentedView.FIRST);
        assertArrayEquals(images, one.images(0, AugmentedView.FIRST).values());
        for (BatchFeed.Epoch other : new BatchFeed.Epoch[] {
            next,
            feed(task(HALF_TO_TWICE, 2, 1, 0)).next(),
            feed(task(HALF_TO_TWICE, 1, 2, 0)).next(),
            feed(task(HALF_TO_TWICE, 1, 1, 1)).next()
        }) {
            assertFalse(
                    Arrays.equals(images, other.images(0, AugmentedView.FIRST).values()));
        }
    }

    @Test
    void aWindowOfTheWholePictureIsThePicture() {
        SceneAugmentation whole = new SceneAugmentation.Window(16, 24, 1, 1, 0, false);
        BatchFeed.Epoch cut = feed(task(whole, 1, 1, 0)).next();
        BatchFeed.Epoch plain =
                feed(task(new SceneAugmentation.None(), 1, 1, 0)).next();
        for (int batch = 0; batch < 2; batch++) {
            assertArrayEquals(
                    plain.images(batch, AugmentedView.FIRST).values(),
                    cut.images(batch, AugmentedView.FIRST).values());
            assertArrayEquals(plain.labels(batch).values(), cut.labels(batch).values());
        }
    }

    @Test
    void paddingIsNothingOrErasedAsIsChosen() {
        SceneAugmentation small = new SceneAugmentation.Window(16, 16, 0.5, 0.5, 0, false);
        SceneAugmentation erased = new SceneAugmentation.Window(16, 16, 0.5, 0.5, 0, true);
        long[] ours = feed(task(small, 1, 1, 0)).next().labels(0).values();
        long[] theirs = feed(task(erased, 1, 1, 0)).next().labels(0).values();
        // Half of 16 x 24 is 8 x 12 of the 16 x 16, in each of the four windows.
        assertEquals(4 * (256 - 96), count(ours, SegmentationSet.PADDING));
        assertEquals(0, count(theirs, SegmentationSet.PADDING));
        assertEquals(count(ours, SegmentationSet.IGNORE) + 4 * (256 - 96), count(theirs, SegmentationSet.IGNORE));
    }

    private static long count(long[] labels, int wanted) {
        return Arrays.stream(labels).filter(label -> label == wanted).count();
    }
}
