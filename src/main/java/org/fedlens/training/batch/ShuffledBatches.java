package org.fedlens.training.batch;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;
import org.fedlens.training.tensor.PixelTensors;

/**
 * A client's own images in a new order for each epoch. The last batch may be smaller; whoever cannot use that has it
 * dropped. A single scene that would be left for the last batch joins the one before, since normalisation over one pixel
 * needs two of them.
 */
public final class ShuffledBatches implements BatchFeed {
    /** Fewer numbers than this are made sooner than handed over. */
    public static final int LABORIOUS = 1 << 15;

    private final PixelTensors pixels;
    private final UniformRandomProvider random;
    private final int size;
    private final boolean whole;
    private final Normalization normalization;
    private final Optional<AugmentedScenes> altered;
    private final int[] order;
    private final boolean joins;
    private final boolean laborious;
    private int epochs;

    ShuffledBatches(LabelledImages images, Normalization normalization, int size, UniformRandomProvider random) {
        this(images, normalization, size, false, random);
    }

    /** @param whole true if a smaller last batch is dropped */
    public ShuffledBatches(
            LabelledImages images, Normalization normalization, int size, boolean whole, UniformRandomProvider random) {
        this(images, normalization, size, whole, Optional.empty(), random);
    }

    /** @param altered the images as they are changed for learning; nothing where they are not */
    public ShuffledBatches(
            LabelledImages images,
            Normalization normalization,
            int size,
            boolean whole,
            Optional<AugmentedScenes> altered,
            UniformRandomProvider random) {
        this.whole = whole;
        this.normalization = normalization;
        this.altered = altered;
        this.pixels = new PixelTensors(images, normalization);
        this.random = random;
        this.size = size;
        this.joins = !whole && images.masks().isPresent() && images.count() > 1 && images.count() % size == 1;
        int each = altered.map(AugmentedScenes::size)
                .orElse(images.images().shape().size());
        this.laborious = (long) size * each >= LABORIOUS;
        this.order = IntStream.range(0, images.labels().count()).toArray();
    }

    @Override
    public int batches() {
        return whole ? order.length / size : (order.length + size - 1) / size - (joins ? 1 : 0);
    }

    @Override
    public boolean laborious() {
        return laborious;
    }

    @Override
    public Epoch next() {
        PermutationSampler.shuffle(random, order);
        return new Ordered(order.clone(), epochs++);
    }

    private int end(int batch) {
        return joins && batch == batches() - 1 ? order.length : Math.min(order.length, (batch + 1) * size);
    }

    private final class Ordered implements Epoch {
        private final int[] order;
        private final int pass;

        Ordered(int[] order, int pass) {
            this.order = order;
            this.pass = pass;
        }

        @Override
        public ImageBatch images(int batch, AugmentedView view) {
            return altered.map(all -> all.images(pictures(batch), pass, normalization))
                    .orElseGet(() -> pixels.numbers(order, batch * size, end(batch)));
        }

        @Override
        public LabelBatch labels(int batch) {
            return altered.map(all -> all.masks(pictures(batch), pass))
                    .orElseGet(() -> pixels.targets(order, batch * size, end(batch)));
        }

        private int[] pictures(int batch) {
            return Arrays.copyOfRange(order, batch * size, end(batch));
        }

        @Override
        public long[] indices(int batch) {
            return Arrays.stream(order, batch * size, end(batch)).asLongStream().toArray();
        }
    }
}
