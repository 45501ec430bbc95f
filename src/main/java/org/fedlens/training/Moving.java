package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.augmentation.Views;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;

/** Labelled batches in which every picture looks different in every epoch. */
final class Moving implements Feed {
    private final Seen seen;
    private final Batches batches;

    Moving(Views views, Labels labels, Normalization normalization, int size, UniformRandomProvider random) {
        this.seen = new Seen(views, labels.count());
        this.batches = new Batches(new LabelledImages(seen, labels), normalization, size, true, random);
    }

    /** The pictures as they look in the present epoch. */
    private static final class Seen implements Images {
        private final Views views;
        private final int count;
        private int epoch = -1;

        Seen(Views views, int count) {
            this.views = views;
            this.count = count;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public ImageShape shape() {
            return views.shape();
        }

        @Override
        public void copy(int index, byte[] into, int offset) {
            views.copy(index, epoch, 0, into, offset);
        }
    }

    @Override
    public int batches() {
        return batches.batches();
    }

    @Override
    public void shuffle() {
        seen.epoch++;
        batches.shuffle();
    }

    @Override
    public NDArray images(int batch, View view, NDManager manager) {
        return batches.images(batch, view, manager);
    }

    @Override
    public NDArray labels(int batch, NDManager manager) {
        return batches.labels(batch, manager);
    }

    @Override
    public long[] indices(int batch) {
        return batches.indices(batch);
    }
}
