package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
    private final Pixels pixels;
    private final UniformRandomProvider random;
    private final int size;
    private final boolean whole;
    private final int[] order;
    private final boolean joins;

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
        this.order = IntStream.range(0, images.labels().count()).toArray();
    }

    @Override
    public int batches() {
        return whole ? order.length / size : (order.length + size - 1) / size - (joins ? 1 : 0);
    }

    @Override
    public void shuffle() {
        PermutationSampler.shuffle(random, order);
    }

    @Override
    public NDArray images(int batch, View view, NDManager manager) {
        return pixels.images(order, batch * size, end(batch), manager);
    }

    @Override
    public NDArray labels(int batch, NDManager manager) {
        return pixels.labels(order, batch * size, end(batch), manager);
    }

    @Override
    public long[] indices(int batch) {
        return Arrays.stream(order, batch * size, end(batch)).asLongStream().toArray();
    }

    private int end(int batch) {
        return joins && batch == batches() - 1 ? order.length : Math.min(order.length, (batch + 1) * size);
    }
}
