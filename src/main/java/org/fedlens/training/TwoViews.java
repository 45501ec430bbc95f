package org.fedlens.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.augmentation.Views;
import org.fedlens.data.Normalization;

/**
 * Random views of a client's own images in a new order for each epoch, whole batches only; references in another order.
 */
final class TwoViews implements Feed {
    private final Views views;
    private final Normalization normalization;
    private final int size;
    private final List<UniformRandomProvider> random;
    private final int[] order;
    private final int[] references;
    private int epochs;

    /** @param random one stream for the order of the images, one for that of the references */
    TwoViews(Views views, int images, Normalization normalization, int size, List<UniformRandomProvider> random) {
        this.views = views;
        this.normalization = normalization;
        this.size = size;
        this.random = List.copyOf(random);
        this.order = IntStream.range(0, images).toArray();
        this.references = order.clone();
    }

    @Override
    public int batches() {
        return order.length / size;
    }

    @Override
    public Epoch next() {
        PermutationSampler.shuffle(random.get(0), order);
        PermutationSampler.shuffle(random.get(1), references);
        return new Seen(order.clone(), references.clone(), epochs++);
    }

    private final class Seen implements Epoch {
        private final int[] order;
        private final int[] references;
        private final int pass;

        Seen(int[] order, int[] references, int pass) {
            this.order = order;
            this.references = references;
            this.pass = pass;
        }

        @Override
        public Numbers images(int batch, View view) {
            int[] from = view == View.REFERENCE ? references : order;
            int[] pictures = Arrays.copyOfRange(from, batch * size, (batch + 1) * size);
            return Pixels.views(views, pictures, pass, view.ordinal(), normalization);
        }

        @Override
        public Targets labels(int batch) {
            throw new IllegalStateException("Learning without labels asks for none");
        }

        @Override
        public long[] indices(int batch) {
            return Arrays.stream(order, batch * size, (batch + 1) * size)
                    .asLongStream()
                    .toArray();
        }
    }
}
