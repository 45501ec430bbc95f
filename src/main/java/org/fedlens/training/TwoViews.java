package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.augmentation.Views;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Normalization;

/** Random views of a client's own images in a new order for each epoch, whole batches only; references in another order. */
final class TwoViews implements Feed {
    private final Views views;
    private final Normalization normalization;
    private final int size;
    private final List<UniformRandomProvider> random;
    private final int[] order;
    private final int[] references;
    private final byte[] bytes;
    private int pass = -1;

    /** @param random one stream for the order of the images, one for that of the references */
    TwoViews(Views views, int images, Normalization normalization, int size, List<UniformRandomProvider> random) {
        this.views = views;
        this.normalization = normalization;
        this.size = size;
        this.random = List.copyOf(random);
        this.order = IntStream.range(0, images).toArray();
        this.references = order.clone();
        this.bytes = new byte[views.shape().size()];
    }

    @Override
    public int batches() {
        return order.length / size;
    }

    @Override
    public void shuffle() {
        PermutationSampler.shuffle(random.get(0), order);
        PermutationSampler.shuffle(random.get(1), references);
        pass++;
    }

    @Override
    public NDArray images(int batch, View view, NDManager manager) {
        int[] from = view == View.REFERENCE ? references : order;
        ImageShape shape = views.shape();
        float[] values = new float[size * shape.size()];
        for (int i = 0; i < size; i++) {
            views.copy(from[batch * size + i], pass, view.ordinal(), bytes, 0);
            normalization.apply(bytes, shape, values, i * shape.size());
        }
        return manager.create(values, new Shape(size, shape.channels(), shape.height(), shape.width()));
    }

    @Override
    public NDArray labels(int batch, NDManager manager) {
        throw new IllegalStateException("Learning without labels asks for none");
    }

    @Override
    public long[] indices(int batch) {
        return Arrays.stream(order, batch * size, (batch + 1) * size)
                .asLongStream()
                .toArray();
    }
}
