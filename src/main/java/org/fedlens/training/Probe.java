package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.training.Layer.Dense;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;
import org.fedlens.weights.Weights;

/**
 * Trains a classifier with labels to see what an encoder is worth: a linear one on features that were computed once, or
 * encoder and classifier together on few images. It works on copies; the encoder it is given stays as it is. Accuracy
 * is exact, over all test items at once.
 *
 * @param engine where it computes
 * @param optimizer one for the whole fit
 * @param shuffled false takes the items in their own order in every epoch
 * @param every epochs between two looks at the test items; the last epoch is always looked at
 * @param settles true if batch normalisation stands still after the first epoch, as in FedSSL's fine-tuning
 */
public record Probe(
        Native engine, Optimizer optimizer, int epochs, int batch, boolean shuffled, int every, boolean settles) {
    public Probe {
        if (epochs < 1 || batch < 1 || every < 1) {
            throw new IllegalArgumentException("A probe needs epochs, a batch and looks");
        }
    }

    /**
     * Linear evaluation as FedX does it after every round: Adam at 0.001 with weight decay 1e-6, 100 epochs of shuffled
     * batches of 64.
     */
    public static Probe fedX(Native engine) {
        return new Probe(engine, adam(0.001, 1e-6), 100, 64, true, 1, false);
    }

    /** Linear evaluation as FedSSL does it: Adam at 0.003, 200 epochs of batches of 2,048, not shuffled. */
    public static Probe fedSsl(Native engine) {
        return new Probe(engine, adam(0.003, 0), 200, 2048, false, 1, false);
    }

    /** Fine-tuning on few labels as FedSSL does it: Adam at 0.001, 100 epochs of batches of 128. */
    public static Probe fewLabels(Native engine, boolean settles) {
        return new Probe(engine, adam(0.001, 0), 100, 128, true, 10, settles);
    }

    private static Optimizer adam(double learningRate, double weightDecay) {
        return new Optimizer.Adam(learningRate, 0.9, 0.999, 1e-8, weightDecay);
    }

    /**
     * Fits a linear classifier.
     *
     * @param features {@code [n][D]}
     * @param random draws its first weights and the order of the items
     */
    public Scores linear(
            float[][] features, Labels labels, float[][] test, Labels truth, UniformRandomProvider random, Pace pace)
            throws InterruptedException {
        int width = features[0].length;
        Network network = new Network(
                new ImageShape(width, 1, 1),
                labels.classes(),
                List.of(),
                new Dense("fc", Part.HEAD, width, labels.classes()));
        return fit(
                network,
                network.initial(random),
                new Items((order, from, to, manager) -> rows(features, order, from, to, manager), labels),
                new Items((order, from, to, manager) -> rows(test, order, from, to, manager), truth),
                random,
                pace);
    }

    /**
     * Trains encoder and classifier together.
     *
     * @param network with a classifier
     * @param encoder weights of the backbone; slots that the network has not are left out
     */
    public Scores whole(
            Network network,
            Weights encoder,
            Normalization normalization,
            LabelledImages train,
            LabelledImages test,
            UniformRandomProvider random,
            Pace pace)
            throws InterruptedException {
        Weights start = encoder.only(slot -> slot.part() == Part.BACKBONE).over(network.initial(random));
        return fit(
                network,
                start,
                new Items(new Pixels(train, normalization)::images, train.labels()),
                new Items(new Pixels(test, normalization)::images, test.labels()),
                random,
                pace);
    }

    private Scores fit(Network network, Weights start, Items train, Items test, UniformRandomProvider random, Pace pace)
            throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            Tensors tensors = Tensors.load(start, manager, false);
            Optimizer.Stepper stepper = optimizer.begin(tensors.learned(), manager);
            int[] order = IntStream.range(0, train.labels.count()).toArray();
            List<Double> scores = new ArrayList<>();
            for (int epoch = 1; epoch <= epochs; epoch++) {
                if (shuffled) {
                    PermutationSampler.shuffle(random, order);
                }
                boolean training = epoch == 1 || !settles;
                for (int from = 0; from < order.length; from += batch) {
                    pace.pass();
                    int to = Math.min(order.length, from + batch);
                    // One image alone has no spread for batch normalisation to divide by.
                    step(network, tensors, train, order, from, to, training && to - from > 1, stepper, manager);
                }
                if (epoch % every == 0 || epoch == epochs) {
                    scores.add(accuracy(network, tensors, test, manager, pace));
                }
                pace.progress((double) epoch / epochs);
            }
            return new Scores(scores);
        }
    }

    private static void step(
            Network network,
            Tensors tensors,
            Items train,
            int[] order,
            int from,
            int to,
            boolean training,
            Optimizer.Stepper stepper,
            NDManager manager) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Tensors leaves = tensors.leaves();
            NDArray inputs = train.source.at(order, from, to, manager);
            NDArray labels = manager.create(train.labels(order, from, to));
            try (GradientTape tape = new GradientTape()) {
                tape.backward(CrossEntropy.mean(network.forward(inputs, leaves, training), labels));
            }
            stepper.step(leaves.learned().stream().map(NDArray::getGradient).toList());
        }
    }

    private static double accuracy(Network network, Tensors tensors, Items test, NDManager manager, Pace pace)
            throws InterruptedException {
        int count = test.labels.count();
        int[] order = IntStream.range(0, count).toArray();
        int right = 0;
        for (int from = 0; from < count; from += Evaluator.CHUNK) {
            pace.pass();
            int to = Math.min(count, from + Evaluator.CHUNK);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                long[] guesses = network.forward(test.source.at(order, from, to, manager), tensors, false)
                        .argMax(1)
                        .toLongArray();
                for (int i = from; i < to; i++) {
                    right += guesses[i - from] == test.labels.of(i) ? 1 : 0;
                }
            }
        }
        return (double) right / count;
    }

    /** The rows at {@code order[from..to)}, {@code [to - from, D]}. */
    static NDArray rows(float[][] features, int[] order, int from, int to, NDManager manager) {
        int width = features[0].length;
        float[] values = new float[(to - from) * width];
        for (int i = from; i < to; i++) {
            System.arraycopy(features[order[i]], 0, values, (i - from) * width, width);
        }
        return manager.create(values, new Shape(to - from, width));
    }

    /** What a network reads for some items. */
    private interface Source {
        NDArray at(int[] order, int from, int to, NDManager manager);
    }

    private record Items(Source source, Labels labels) {
        long[] labels(int[] order, int from, int to) {
            long[] values = new long[to - from];
            for (int i = from; i < to; i++) {
                values[i - from] = labels.of(order[i]);
            }
            return values;
        }
    }
}
