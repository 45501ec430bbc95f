package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;
import org.fedlens.metrics.Tally;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;
import org.fedlens.weights.Weights;

/**
 * Classifies images with fixed weights, in evaluation mode and without gradients.
 *
 * @param engine where it computes
 */
public record Evaluator(Native engine, Network network, Normalization normalization) {
    /** Images a forward pass takes at once; fixed, so that figures do not depend on how work is shared. */
    public static final int CHUNK = 256;

    /** Pixels of one channel that a forward pass takes at once where only features are wanted. */
    private static final int LARGEST_CHUNK = 1 << 19;

    /** Evaluates images {@code from} to {@code to - 1}. */
    public Tally evaluate(Weights weights, LabelledImages images, int from, int to, Pace pace)
            throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            return evaluate(Tensors.load(weights, manager, false), images, from, to, pace, manager);
        }
    }

    Tally evaluate(Tensors tensors, LabelledImages images, int from, int to, Pace pace, NDManager manager)
            throws InterruptedException {
        Pixels pixels = new Pixels(images, normalization);
        int[] order = IntStream.range(0, to).toArray();
        Tally tally = Tally.empty(network.classes());
        for (int at = from; at < to; at += CHUNK) {
            pace.pass();
            int end = Math.min(to, at + CHUNK);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray logits = network.forward(pixels.images(order, at, end, manager), tensors, false);
                NDArray labels = pixels.labels(order, at, end, manager);
                double loss = CrossEntropy.mean(logits, labels).getFloat() * (double) (end - at);
                tally = tally.plus(count(logits.argMax(1).toLongArray(), images, at, loss));
            }
        }
        return tally;
    }

    /** Tries a model on an exam. */
    public Map<String, Double> take(Exam exam, Weights weights, Pace pace) throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            return exam.take(this, Tensors.load(weights, manager, false), pace, manager);
        }
    }

    /**
     * What a part makes of pictures, one row a picture.
     *
     * @param mirrored true for the pictures' mirror images
     */
    float[][] features(Tensors tensors, Images images, Part part, Pace pace, NDManager manager, boolean mirrored)
            throws InterruptedException {
        Pixels pixels = new Pixels(images, normalization);
        int count = images.count();
        int[] order = IntStream.range(0, count).toArray();
        float[][] features = new float[count][];
        int chunk = atOnce(images.shape());
        for (int from = 0; from < count; from += chunk) {
            pace.pass();
            int to = Math.min(count, from + chunk);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray batch = pixels.images(order, from, to, manager);
                NDArray seen = network.through(part, mirrored ? batch.flip(3) : batch, tensors, false);
                float[] flat = seen.toFloatArray();
                int width = flat.length / (to - from);
                for (int i = from; i < to; i++) {
                    features[i] = Arrays.copyOfRange(flat, (i - from) * width, (i - from + 1) * width);
                }
            }
        }
        return features;
    }

    /** Fewer of large pictures, so that the layers' outputs fit into memory. */
    private static int atOnce(ImageShape shape) {
        return Math.max(8, Math.min(CHUNK, LARGEST_CHUNK / (shape.height() * shape.width())));
    }

    private Tally count(long[] guesses, LabelledImages images, int from, double loss) {
        int[] correct = new int[network.classes()];
        int[] seen = new int[network.classes()];
        for (int i = 0; i < guesses.length; i++) {
            int label = images.labels().of(from + i);
            seen[label]++;
            if (guesses[i] == label) {
                correct[label]++;
            }
        }
        return new Tally(correct, seen, loss);
    }
}
