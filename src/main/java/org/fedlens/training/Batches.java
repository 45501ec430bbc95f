package org.fedlens.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;

/**
 * A client's own images in a new order for each epoch. The last batch may be smaller; whoever cannot use that has it
 * dropped. A single scene that would be left for the last batch joins the one before, since normalisation over one
 * pixel needs two of them.
 */
final class Batches implements Feed {
    /** Fewer numbers than this are made sooner than handed over. */
    static final int LABORIOUS = 1 << 15;

    private final Pixels pixels;
    private final UniformRandomProvider random;
    private final int size;
    private final boolean whole;
    private final Normalization normalization;
    private final Optional<Altered> altered;
    private final int[] order;
    private final boolean joins;
    private final boolean laborious;
    private int epochs;

    /** @param whole true if a smaller last batch is dropped */
    Batches(LabelledImages images, Normalization normalization, int size, boolean whole, UniformRandomProvider random) {
        this(images, normalization, size, whole, Optional.empty(), random);
    }

    /** @param altered the images as they are changed for learning; nothing where they are not */
    Batches(
            LabelledImages images,
            Normalization normalization,
            int size,
            boolean whole,
            Optional<Altered> altered,
            UniformRandomProvider random) {
        this.whole = whole;
        this.normalization = normalization;
        this.altered = altered;
        this.pixels = new Pixels(images, normalization);
        this.random = random;
        this.size = size;
        this.joins = !whole && images.masks().isPresent() && images.count() > 1 && images.count() % size == 1;
        int each = altered.map(Altered::size).orElse(images.images().shape().size());
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
        public Numbers images(int batch, View view) {
            return altered.map(all -> all.images(pictures(batch), pass, normalization))
                    .orElseGet(() -> pixels.numbers(order, batch * size, end(batch)));
        }

        @Override
        public Targets labels(int batch) {
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
