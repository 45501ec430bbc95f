package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;
import org.fedlens.metrics.ConfusionMatrix;
import org.fedlens.metrics.PredictionTally;
import org.fedlens.training.batch.ShuffledBatches;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.network.Network;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;
import org.fedlens.training.tensor.LogLoss;
import org.fedlens.training.tensor.PixelTensors;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/**
 * Classifies images or their pixels, or describes images, with fixed weights, in evaluation mode and without gradients.
 *
 * @param engine where it computes
 */
public record Evaluator(NativeLibrary engine, Network network, Normalization normalization) {
    /** Images a forward pass takes at once; fixed, so that figures do not depend on how work is shared. */
    public static final int CHUNK = 256;

    private static final int PIXELS_AT_ONCE = 200_000;

    /** The same where pixels are classified, which takes more memory. */
    public int chunk(Images images) {
        ImageShape shape = images.shape();
        return network.pixelwise() ? Math.max(1, PIXELS_AT_ONCE / (shape.height() * shape.width())) : CHUNK;
    }

    /** Pixels of one channel that a forward pass takes at once where only features are wanted. */
    private static final int LARGEST_CHUNK = 1 << 19;

    /** Evaluates images {@code from} to {@code to - 1}. */
    public PredictionTally evaluate(Weights weights, LabelledImages images, int from, int to, TrainingControl pace)
            throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            return evaluate(Tensors.load(weights, manager, false), images, from, to, pace, manager);
        }
    }

    PredictionTally evaluate(
            Tensors tensors, LabelledImages images, int from, int to, TrainingControl pace, NDManager manager)
            throws InterruptedException {
        PixelTensors pixels = new PixelTensors(images, normalization);
        int[] order = IntStream.range(0, to).toArray();
        int chunk = chunk(images.images());
        PredictionTally tally = PredictionTally.empty(network.classes());
        Supplier<Chunk> next = ahead(
                pace,
                images.images(),
                Math.min(to, from + chunk) - from,
                () -> Chunk.of(pixels, order, from, Math.min(to, from + chunk)));
        for (int at = from; at < to; at += chunk) {
            pace.pass();
            int end = Math.min(to, at + chunk);
            Supplier<Chunk> due = next;
            next = ahead(
                    pace,
                    images.images(),
                    Math.min(to, end + chunk) - end,
                    () -> Chunk.of(pixels, order, end, Math.min(to, end + chunk)));
            Chunk made = due.get();
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray logits = network.forward(made.images().in(manager), tensors, false);
                NDArray labels = made.labels().in(manager);
                NDArray loss = network.pixelwise() ? LogLoss.pixels(logits, labels) : LogLoss.mean(logits, labels);
                ConfusionMatrix counted = count(logits.argMax(1).toLongArray(), labels.toLongArray());
                tally = tally.plus(new PredictionTally(counted, loss.getFloat() * (double) counted.total()));
            }
        }
        return tally;
    }

    /** Tries a model on an exam. */
    public Map<String, Double> take(EvaluationTask exam, Weights weights, TrainingControl pace)
            throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            return exam.take(this, Tensors.load(weights, manager, false), pace, manager);
        }
    }

    /** What an exam of finding holds against what. */
    public EvaluationTask.Compared compare(EvaluationTask.Finding exam, Weights weights, TrainingControl pace)
            throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            return exam.compare(this, Tensors.load(weights, manager, false), pace, manager);
        }
    }

    /**
     * What a part of the network makes of images {@code from} to {@code to - 1}, in evaluation mode.
     *
     * @return {@code [to - from][D]}
     */
    public float[][] features(
            Weights weights, NetworkPart part, LabelledImages images, int from, int to, TrainingControl pace)
            throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            return features(
                    Tensors.load(weights, manager, false), part, images.images(), from, to, false, pace, manager);
        }
    }

    /** @param mirrored true for the pictures' mirror images */
    public float[][] features(
            Tensors tensors,
            NetworkPart part,
            Images images,
            int from,
            int to,
            boolean mirrored,
            TrainingControl pace,
            NDManager manager)
            throws InterruptedException {
        PixelTensors pixels = new PixelTensors(images, normalization);
        int[] order = IntStream.range(0, to).toArray();
        float[][] features = new float[to - from][];
        int chunk = atOnce(images.shape());
        Supplier<ImageBatch> next = ahead(
                pace,
                images,
                Math.min(to, from + chunk) - from,
                () -> pixels.numbers(order, from, Math.min(to, from + chunk)));
        for (int at = from; at < to; at += chunk) {
            pace.pass();
            int end = Math.min(to, at + chunk);
            Supplier<ImageBatch> due = next;
            next = ahead(
                    pace,
                    images,
                    Math.min(to, end + chunk) - end,
                    () -> pixels.numbers(order, end, Math.min(to, end + chunk)));
            ImageBatch made = due.get();
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray batch = made.in(manager);
                float[] flat = network.through(part, mirrored ? batch.flip(3) : batch, tensors, false)
                        .toFloatArray();
                int width = flat.length / (end - at);
                for (int i = at; i < end; i++) {
                    features[i - from] = Arrays.copyOfRange(flat, (i - at) * width, (i - at + 1) * width);
                }
            }
        }
        return features;
    }

    /**
     * The likeliest class of every pixel of pictures {@code from} to {@code to - 1}, in evaluation mode.
     *
     * @return one mask a picture, row by row
     */
    public byte[][] masks(Weights weights, Images images, int from, int to, TrainingControl pace)
            throws InterruptedException {
        byte[][] masks = new byte[to - from][];
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            Tensors tensors = Tensors.load(weights, manager, false);
            PixelTensors pixels = new PixelTensors(images, normalization);
            int[] order = IntStream.range(0, to).toArray();
            int chunk = chunk(images);
            for (int at = from; at < to; at += chunk) {
                pace.pass();
                int end = Math.min(to, at + chunk);
                try (NDScope once = new NDScope()) {
                    once.suppressNotUsedWarning();
                    NDArray batch = pixels.numbers(order, at, end).in(manager);
                    long[] guesses =
                            network.forward(batch, tensors, false).argMax(1).toLongArray();
                    int size = guesses.length / (end - at);
                    for (int i = at; i < end; i++) {
                        byte[] mask = new byte[size];
                        for (int k = 0; k < size; k++) {
                            mask[k] = (byte) guesses[(i - at) * size + k];
                        }
                        masks[i - from] = mask;
                    }
                }
            }
        }
        return masks;
    }

    /**
     * What the network makes of single pixels of one picture, in evaluation mode.
     *
     * @param pixels which ones, counted row by row
     */
    public Spots spots(Weights weights, Images images, int picture, int[] pixels) {
        ImageShape shape = images.shape();
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            NDArray one = new PixelTensors(images, normalization).images(new int[] {picture}, 0, 1, manager);
            NDList made = network.places(one, Tensors.load(weights, manager, false));
            long[] sides = made.get(0).getShape().getShape();
            long[] padded = made.get(1).getShape().getShape();
            float[] features = made.get(0).toFloatArray();
            long[] guesses = made.get(1).argMax(1).toLongArray();
            int plane = (int) (sides[2] * sides[3]);
            Spots spots = new Spots(new float[pixels.length][(int) sides[1]], new int[pixels.length]);
            for (int i = 0; i < pixels.length; i++) {
                int row = pixels[i] / shape.width();
                int column = pixels[i] % shape.width();
                int place = (int) (row * sides[2] / padded[2] * sides[3] + column * sides[3] / padded[3]);
                for (int d = 0; d < sides[1]; d++) {
                    spots.vectors[i][d] = features[d * plane + place];
                }
                spots.guesses[i] = (int) guesses[(int) (row * padded[3] + column)];
            }
            return spots;
        }
    }

    /**
     * Single pixels.
     *
     * @param vectors features of each, {@code [n][D]}
     * @param guesses its likeliest class
     */
    public record Spots(float[][] vectors, int[] guesses) {}

    /** Few numbers are made sooner than handed over. */
    private static <T> Supplier<T> ahead(TrainingControl pace, Images images, int count, Supplier<T> work) {
        return (long) count * images.shape().size() < ShuffledBatches.LABORIOUS ? work : pace.ahead(work);
    }

    /** What one forward pass takes. */
    private record Chunk(ImageBatch images, LabelBatch labels) {
        static Chunk of(PixelTensors pixels, int[] order, int from, int to) {
            return new Chunk(pixels.numbers(order, from, to), pixels.targets(order, from, to));
        }
    }

    /** Fewer of large pictures, so that the layers' outputs fit into memory. */
    private static int atOnce(ImageShape shape) {
        return Math.max(8, Math.min(CHUNK, LARGEST_CHUNK / (shape.height() * shape.width())));
    }

    private ConfusionMatrix count(long[] guesses, long[] labels) {
        ConfusionMatrix confusion = new ConfusionMatrix(network.classes());
        for (int i = 0; i < guesses.length; i++) {
            confusion.add((int) labels[i], (int) guesses[i]);
        }
        return confusion;
    }
}
