package org.fedlens.training.local;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.batch.BatchFeed;
import org.fedlens.training.network.Architecture;
import org.fedlens.training.network.BiSeNetV2;
import org.fedlens.training.tensor.TrainingControl;

/** A visit whose batches are given, and a network that only forms can name: opened for benchmarks. */
public final class OpenTrainer {
    private OpenTrainer() {}

    /**
     * One batch.
     *
     * @param images by view, {@code [B, C, H, W]}
     * @param labels of every pixel, {@code [B, H, W]}; empty where none are asked for
     */
    public record Given(Map<AugmentedView, float[]> images, List<Long> shape, long[] labels) {
        public Given {
            images = Map.copyOf(images);
            shape = List.copyOf(shape);
        }

        private long at(int axis) {
            return shape.get(axis);
        }
    }

    /** Trains as a run does, but on these batches again and again. */
    public static ClientResult train(LocalTrainer trainer, ClientTask task, List<Given> batches, TrainingControl pace)
            throws InterruptedException {
        return trainer.train(task, new Fixed(batches), pace);
    }

    /** The full network of FedSeg with its auxiliary heads. */
    public static Architecture biSeNetV2(double dropout) {
        return new BiSeNetV2(1, true, dropout);
    }

    private record Fixed(List<Given> given) implements BatchFeed, BatchFeed.Epoch {
        @Override
        public int batches() {
            return given.size();
        }

        @Override
        public boolean laborious() {
            return false;
        }

        @Override
        public Epoch next() {
            return this;
        }

        @Override
        public Numbers images(int batch, AugmentedView view) {
            Given one = given.get(batch);
            return new Numbers(one.images.get(view), new Shape(one.at(0), one.at(1), one.at(2), one.at(3)));
        }

        @Override
        public Targets labels(int batch) {
            Given one = given.get(batch);
            return new Targets(one.labels, new Shape(one.at(0), one.at(2), one.at(3)));
        }

        @Override
        public long[] indices(int batch) {
            return LongStream.range(0, given.get(batch).at(0)).toArray();
        }
    }
}
