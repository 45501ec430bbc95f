package org.fedlens.training.batch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.augmentation.RandomViews;
import org.fedlens.data.Normalization;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;
import org.fedlens.training.tensor.PixelTensors;

/** Random views of a client's own images in a new order for each epoch, whole batches only; references in another order. */
public final class TwoViewBatches implements BatchFeed {
    private final RandomViews views;
    private final Normalization normalization;
    private final int size;
    private final List<UniformRandomProvider> random;
    private final int[] order;
    private final int[] references;
    private int epochs;

    /** @param random one stream for the order of the images, one for that of the references */
    public TwoViewBatches(
            RandomViews views, int images, Normalization normalization, int size, List<UniformRandomProvider> random) {
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
        public ImageBatch images(int batch, AugmentedView view) {
            int[] from = view == AugmentedView.REFERENCE ? references : order;
            int[] pictures = Arrays.copyOfRange(from, batch * size, (batch + 1) * size);
            return PixelTensors.views(views, pictures, pass, view.ordinal(), normalization);
        }

        @Override
        public LabelBatch labels(int batch) {
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
