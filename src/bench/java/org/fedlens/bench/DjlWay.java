package org.fedlens.bench;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.ImageShape;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.ClientTask;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Weights;

/**
 * The same work through DJL's public interface: blocks, a model, a trainer and an optimizer for each client, and the
 * one gradient collector that a process may have; so clients come one after another, and libtorch has its default
 * number of threads. Must be used from a thread on which nobody has set that number.
 */
final class DjlWay implements AutoCloseable {
    private final Layout layout = PublishedRecipe.network().layout();
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final Model model;

    DjlWay() {
        model = Model.newInstance("recipe", "PyTorch");
        model.setBlock(new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .setFilters(32)
                        .build())
                .add(Activation.reluBlock())
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .setFilters(64)
                        .build())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(128).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(PublishedRecipe.CLASSES).build()));
    }

    /** Trains every client once, one after another. @return their weights, in order */
    List<Weights> round(List<ClientTask> visits) {
        List<Weights> trained = new ArrayList<>();
        for (ClientTask visit : visits) {
            trained.add(train(visit));
        }
        return trained;
    }

    private Weights train(ClientTask visit) {
        ImageShape shape = PublishedRecipe.SHAPE;
        // A fresh trainer for each client: the momentum of one must not reach the next.
        try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer()))) {
            trainer.initialize(new Shape(PublishedRecipe.BATCH, shape.channels(), shape.height(), shape.width()));
            load(visit.broadcast().global());
            int[] order = IntStream.range(0, visit.images().count()).toArray();
            PermutationSampler.shuffle(
                    Streams.of(visit.seed(), Purpose.SHUFFLE, visit.broadcast().round(), visit.client()), order);
            for (int from = 0; from < order.length; from += visit.batch()) {
                step(trainer, visit, order, from, Math.min(order.length, from + visit.batch()));
            }
            return save();
        }
    }

    private void step(Trainer trainer, ClientTask visit, int[] order, int from, int to) {
        try (NDManager batch = trainer.getManager().newSubManager()) {
            NDList images = new NDList(images(visit, order, from, to, batch));
            NDList labels = new NDList(labels(visit, order, from, to, batch));
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray value = loss.evaluate(labels, trainer.forward(images));
                collector.backward(value);
                value.getFloat();
                value.close();
            }
            trainer.step();
        }
    }

    private static NDArray images(ClientTask visit, int[] order, int from, int to, NDManager manager) {
        ImageShape shape = PublishedRecipe.SHAPE;
        byte[] bytes = new byte[shape.size()];
        float[] values = new float[(to - from) * shape.size()];
        for (int i = from; i < to; i++) {
            visit.images().images().copy(order[i], bytes, 0);
            PublishedRecipe.NORMALIZATION.apply(bytes, shape, values, (i - from) * shape.size());
        }
        return manager.create(values, new Shape(to - from, shape.channels(), shape.height(), shape.width()));
    }

    private static NDArray labels(ClientTask visit, int[] order, int from, int to, NDManager manager) {
        return manager.create(IntStream.range(from, to)
                .mapToLong(i -> visit.images().labels().of(order[i]))
                .toArray());
    }

    private void load(Weights weights) {
        List<Parameter> parameters = model.getBlock().getParameters().values();
        for (int i = 0; i < parameters.size(); i++) {
            FloatBuffer values = weights.slot(i);
            float[] copy = new float[values.remaining()];
            values.get(copy);
            parameters.get(i).getArray().set(copy);
        }
    }

    private Weights save() {
        float[] values = new float[layout.size()];
        List<Parameter> parameters = model.getBlock().getParameters().values();
        for (int i = 0; i < parameters.size(); i++) {
            float[] own = parameters.get(i).getArray().toFloatArray();
            System.arraycopy(own, 0, values, layout.offset(i), own.length);
        }
        return Weights.of(layout, values);
    }

    private static Optimizer optimizer() {
        return Optimizer.sgd()
                .setLearningRateTracker(Tracker.fixed((float) PublishedRecipe.OPTIMIZER.learningRate()))
                .optMomentum((float) PublishedRecipe.OPTIMIZER.momentum())
                .optWeightDecays((float) PublishedRecipe.OPTIMIZER.weightDecay())
                .build();
    }

    @Override
    public void close() {
        model.close();
    }
}
