package org.fedlens.training.local;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.Images;
import org.fedlens.data.Normalization;
import org.fedlens.training.Distillation;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Optimizer;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.network.Network;
import org.fedlens.training.objective.Similarity;
import org.fedlens.training.tensor.PixelTensors;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/**
 * Teaches one model the features of several, see {@link Distillation.Features}.
 *
 * @param engine where it computes
 * @param normalization of the training images, which holds for the public ones too
 * @param part whose output is compared
 * @param images the public pictures
 */
public record Distiller(
        NativeLibrary engine, Network network, Normalization normalization, NetworkPart part, Images images) {
    /**
     * A model that has been taught.
     *
     * @param loss mean over the lesson; NaN if it overflowed and nothing was learned
     */
    public record Taught(Weights weights, double loss) {}

    /**
     * What one model makes of the public pictures.
     *
     * @return {@code [n][D]}
     */
    public float[][] features(Weights weights, boolean unit, TrainingControl pace) throws InterruptedException {
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            float[][] found = new Evaluator(engine, network, normalization)
                    .features(
                            Tensors.load(weights, manager, false),
                            part,
                            images,
                            0,
                            images.count(),
                            false,
                            pace,
                            manager);
            if (unit) {
                for (float[] row : found) {
                    shorten(row);
                }
            }
            return found;
        }
    }

    private static void shorten(float[] row) {
        double square = 0;
        for (float value : row) {
            square += (double) value * value;
        }
        float length = (float) Math.sqrt(Math.max(square, 1e-24));
        for (int i = 0; i < row.length; i++) {
            row[i] /= length;
        }
    }

    /**
     * One pass over the public pictures.
     *
     * @param targets {@code [n][D]}, the mean of the teachers' features
     * @param batch pictures a step takes; a last batch of one is left out, since batch normalisation has nothing to
     *     compare there
     * @param random draws the order, and dropout
     */
    public Taught teach(
            Weights student,
            float[][] targets,
            Distillation.Features rule,
            int batch,
            UniformRandomProvider random,
            TrainingControl pace)
            throws InterruptedException {
        int[] order = IntStream.range(0, images.count()).toArray();
        PermutationSampler.shuffle(random, order);
        PixelTensors pixels = new PixelTensors(images, normalization);
        double sum = 0;
        int seen = 0;
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            // What has no share in the features would get no gradient.
            Weights learning = student.only(slot -> slot.part() == NetworkPart.BACKBONE || slot.part() == part);
            Tensors tensors = Tensors.load(learning, manager, false);
            tensors.drawFrom(random);
            Optimizer.Stepper stepper = rule.optimizer().begin(tensors.learned(), manager);
            for (int from = 0; order.length - from > 1 || from == 0; from += batch) {
                pace.pass();
                int to = Math.min(order.length, from + batch);
                try (NDScope step = new NDScope()) {
                    step.suppressNotUsedWarning();
                    Tensors leaves = tensors.leaves();
                    NDArray inputs = pixels.images(order, from, to, manager);
                    NDArray wanted = LinearProbe.rows(targets, order, from, to, manager);
                    try (GradientTape tape = new GradientTape()) {
                        NDArray made = network.through(part, inputs, leaves, true);
                        NDArray loss = error(rule.unit() ? Similarity.unit(made) : made, wanted);
                        sum += loss.getFloat() * (double) (to - from);
                        tape.backward(loss);
                    }
                    stepper.step(
                            leaves.learned().stream().map(NDArray::getGradient).toList());
                }
                seen += to - from;
            }
            Weights taught = tensors.save();
            // A lesson that overflows is thrown away: what the clients found out is worth more.
            return taught.finite() ? new Taught(taught.over(student), sum / seen) : new Taught(student, Double.NaN);
        }
    }

    /** The mean of the squared differences, a scalar. */
    static NDArray error(NDArray made, NDArray wanted) {
        NDArray apart = made.sub(wanted);
        return apart.mul(apart).mean();
    }
}
