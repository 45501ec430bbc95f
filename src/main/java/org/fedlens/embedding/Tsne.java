package org.fedlens.embedding;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * t-SNE into the plane (van der Maaten and Hinton 2008; the tree of Barnes and Hut as in van der Maaten 2014): points
 * whose affinities P are large come to lie near each other by descending {@code KL(P || Q)} with
 * {@code Q ~ 1 / (1 + |y_i - y_j|^2)}, gradient {@code 4 sum_j (P_ij - Q_ij)(y_i - y_j) / (1 + |y_i - y_j|^2)}. Step
 * size n / 12 / 4, at least 50, with gains for each coordinate; momentum 0.5 while exaggerated, then 0.8, as in
 * scikit-learn 1.2.
 *
 * <p>A layout may start from another, such as that of the round before: then nothing is exaggerated, and points travel
 * instead of jumping. Otherwise it starts from the first two principal components at a deviation of 1e-4.
 *
 * <p>The same bits for any number of threads. From machine to machine the last digits may differ, since {@code exp}
 * may.
 *
 * @param perplexity about how many neighbours count, at least 1
 * @param iterations steps
 * @param exaggeration factor of P in the first part of a fresh layout
 * @param theta 0 counts every pair; larger values count far points together, 0.5 is usual
 * @param seed of the tiny noise that separates equal points
 */
public record Tsne(double perplexity, int iterations, double exaggeration, double theta, long seed) {
    private static final int EXAGGERATED = 250;
    private static final double LEAST_GAIN = 0.01;
    private static final double START = 1e-4;

    public Tsne {
        if (!(perplexity >= 1) || iterations < 0 || !(exaggeration >= 1) || !(theta >= 0 && theta <= 1)) {
            throw new IllegalArgumentException("No such layout");
        }
    }

    /** Perplexity 30, 500 steps, exaggeration 12, theta 0.5. */
    public static Tsne usual(long seed) {
        return new Tsne(30, 500, 12, 0.5, seed);
    }

    public Tsne withPerplexity(double other) {
        return new Tsne(other, iterations, exaggeration, theta, seed);
    }

    public Tsne withIterations(int other) {
        return new Tsne(perplexity, other, exaggeration, theta, seed);
    }

    /** Hears of every step; may refuse to go on. */
    public interface Watch {
        /** Goes on, whatever happens. */
        Watch NONE = (step, y) -> {};

        /**
         * @param step steps made
         * @param y the layout as it is, x and y of each point in turn; not to be changed
         * @throws InterruptedException to give up
         */
        void stepped(int step, double[] y) throws InterruptedException;
    }

    /**
     * Lays points out.
     *
     * @param x {@code [n][D]}
     * @param from where to start, {@code [2n]}, or nothing for a fresh layout
     * @return x and y of each point in turn, middle at 0
     * @throws Problem if the perplexity is above a third of the points
     * @throws InterruptedException if the watch gave up or the thread was interrupted
     */
    public double[] layout(float[][] x, Optional<double[]> from, Lanes lanes, Watch watch) throws InterruptedException {
        requirePerplexity(x.length);
        Affinities affinities = Affinities.of(
                x, perplexity, theta == 0 ? x.length - 1 : (int) Math.min(x.length - 1, 3 * perplexity), lanes);
        double[] y = from.isPresent() ? from.get().clone() : fresh(x);
        separate(y);
        Descent descent = new Descent(y, Math.max(x.length / exaggeration / 4, 50));
        Forces forces = new Forces(affinities, theta, lanes);
        boolean fresh = from.isEmpty();
        for (int step = 0; step < iterations; step++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The layout was given up");
            }
            boolean early = fresh && step < Math.min(EXAGGERATED, iterations / 2);
            forces.gradient(y, early ? exaggeration : 1, descent.gradient);
            descent.step(early ? 0.5 : 0.8);
            watch.stepped(step + 1, y);
        }
        return y;
    }

    private void requirePerplexity(int points) {
        if (3 * perplexity > points - 1) {
            throw new Problem(
                    "perplexity",
                    Text.of("embedding.perplexity", perplexity, points),
                    Text.of("embedding.lowerPerplexity", Math.max(1, (points - 1) / 3)));
        }
    }

    private static double[] fresh(float[][] x) {
        double[] y = Pca.plane(x);
        double squares = 0;
        for (int i = 0; i < y.length; i += 2) {
            squares += y[i] * y[i];
        }
        double scale = START / Math.max(Math.sqrt(squares / (y.length / 2.0)), 1e-300);
        for (int i = 0; i < y.length; i++) {
            y[i] *= scale;
        }
        return y;
    }

    /** Equal points would pull each other nowhere for ever. */
    private void separate(double[] y) {
        UniformRandomProvider random = Streams.of(seed, Purpose.EMBEDDING);
        for (int i = 0; i < y.length; i++) {
            y[i] += START * 1e-2 * (random.nextDouble() - 0.5);
        }
    }

    /** Gradient descent with momentum and gains (Jacobs 1988). */
    private static final class Descent {
        private final double[] y;
        private final double rate;
        private final double[] gradient;
        private final double[] speed;
        private final double[] gain;

        Descent(double[] y, double rate) {
            this.y = y;
            this.rate = rate;
            this.gradient = new double[y.length];
            this.speed = new double[y.length];
            this.gain = new double[y.length];
            Arrays.fill(gain, 1);
        }

        void step(double momentum) {
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < y.length; i++) {
                boolean turned = speed[i] * gradient[i] < 0;
                gain[i] = Math.max(LEAST_GAIN, turned ? gain[i] + 0.2 : gain[i] * 0.8);
                speed[i] = momentum * speed[i] - rate * gain[i] * gradient[i];
                y[i] += speed[i];
                sumX += (i & 1) == 0 ? y[i] : 0;
                sumY += (i & 1) == 0 ? 0 : y[i];
            }
            int n = y.length / 2;
            for (int i = 0; i < n; i++) {
                y[2 * i] -= sumX / n;
                y[2 * i + 1] -= sumY / n;
            }
        }
    }
}
