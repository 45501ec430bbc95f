package org.fedlens.training.batch;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.augmentation.RandomViews;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;
import org.fedlens.training.tensor.PixelTensors;

/** Labelled batches, whole ones only, in which every picture looks different in every epoch. */
public final class AugmentedBatches implements BatchFeed {
    private final RandomViews views;
    private final Labels labels;
    private final Normalization normalization;
    private final int size;
    private final UniformRandomProvider random;
    private final int[] order;
    private int epochs;

    public AugmentedBatches(
            RandomViews views, Labels labels, Normalization normalization, int size, UniformRandomProvider random) {
        this.views = views;
        this.labels = labels;
        this.normalization = normalization;
        this.size = size;
        this.random = random;
        this.order = IntStream.range(0, labels.count()).toArray();
    }

    @Override
    public int batches() {
        return order.length / size;
    }

    @Override
    public Epoch next() {
        PermutationSampler.shuffle(random, order);
        return new Seen(order.clone(), epochs++);
    }

    private final class Seen implements Epoch {
        private final int[] order;
        private final int pass;

        Seen(int[] order, int pass) {
            this.order = order;
            this.pass = pass;
        }

        private int[] of(int batch) {
            return Arrays.copyOfRange(order, batch * size, (batch + 1) * size);
        }

        @Override
        public ImageBatch images(int batch, AugmentedView view) {
            return PixelTensors.views(views, of(batch), pass, 0, normalization);
        }

        @Override
        public LabelBatch labels(int batch) {
            return PixelTensors.targets(labels, of(batch));
        }

        @Override
        public long[] indices(int batch) {
            return Arrays.stream(of(batch)).asLongStream().toArray();
        }
    }
}
