package org.fedlens.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;

/**
 * A client's own images in a new order for each epoch. The last batch may be smaller; whoever cannot use that has it
 * dropped. A single scene that would be left for the last batch joins the one before, since normalisation over one pixel
 * needs two of them.
 */
final class Batches implements Feed {
    /** Fewer numbers than this are made sooner than handed over. */
    static final int LABORIOUS = 1 << 15;

    private final Pixels pixels;
    private final UniformRandomProvider random;
    private final int size;
    private final boolean whole;
    private final int[] order;
    private final boolean joins;
    private final boolean laborious;

    Batches(LabelledImages images, Normalization normalization, int size, UniformRandomProvider random) {
        this(images, normalization, size, false, random);
    }

    /** @param whole true if a smaller last batch is dropped */
    Batches(LabelledImages images, Normalization normalization, int size, boolean whole, UniformRandomProvider random) {
        this.whole = whole;
        this.pixels = new Pixels(images, normalization);
        this.random = random;
        this.size = size;
        this.joins = !whole && images.masks().isPresent() && images.count() > 1 && images.count() % size == 1;
        this.laborious = (long) size * images.images().shape().size() >= LABORIOUS;
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
        return new Ordered(order.clone());
    }

    private int end(int batch) {
        return joins && batch == batches() - 1 ? order.length : Math.min(order.length, (batch + 1) * size);
    }

    private final class Ordered implements Epoch {
        private final int[] order;

        Ordered(int[] order) {
            this.order = order;
        }

        @Override
        public Numbers images(int batch, View view) {
            return pixels.numbers(order, batch * size, end(batch));
        }

        @Override
        public Targets labels(int batch) {
            return pixels.targets(order, batch * size, end(batch));
        }

        @Override
        public long[] indices(int batch) {
            return Arrays.stream(order, batch * size, end(batch)).asLongStream().toArray();
        }
    }
}
