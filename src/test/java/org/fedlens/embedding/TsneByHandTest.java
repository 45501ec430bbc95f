package org.fedlens.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.parallel.ParallelFor;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * t-SNE against the same method written down plainly, all pairs and no tree, step by step: exaggeration, both momenta,
 * gains, step size and the number of neighbours. Ten steps, since rounding grows tenfold in every two of them.
 */
class TsneByHandTest {
    private static final int WIDTH = 5;

    private static float[][] points(int n) {
        UniformRandomProvider random = Streams.of(7, Purpose.NOISE);
        float[][] x = new float[n][WIDTH];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < WIDTH; d++) {
                x[i][d] = 2 * (i % 3) * (d % 2) + random.nextFloat();
            }
        }
        return x;
    }

    /** A start that is no layout yet: points on two turns of a spiral. */
    private static double[] spiral(int n) {
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double angle = 4 * Math.PI * i / n;
            y[2 * i] = 0.1 * i / n * Math.cos(angle);
            y[2 * i + 1] = 0.1 * i / n * Math.sin(angle);
        }
        return y;
    }

    /** P of each point's nearest neighbours, with the beta that brings its entropy to ln(perplexity) by halving. */
    private static double[][] affinities(float[][] x, double perplexity, int neighbours) {
        int n = x.length;
        double[][] given = new double[n][n];
        for (int i = 0; i < n; i++) {
            int own = i;
            double[] squares = new double[n];
            for (int j = 0; j < n; j++) {
                for (int d = 0; d < WIDTH; d++) {
                    squares[j] += Math.pow((double) x[i][d] - x[j][d], 2);
                }
            }
            List<Integer> near = new ArrayList<>(
                    IntStream.range(0, n).filter(j -> j != own).boxed().toList());
            near.sort(Comparator.comparingDouble(j -> squares[j]));
            List<Integer> kept = near.subList(0, neighbours);
            double low = 0;
            double high = 1e6;
            for (int halving = 0; halving < 200; halving++) {
                double beta = (low + high) / 2;
                double[] row = new double[n];
                double sum = 0;
                for (int j : kept) {
                    row[j] = Math.exp(-beta * (squares[j] - squares[kept.get(0)]));
                    sum += row[j];
                }
                double entropy = 0;
                for (int j : kept) {
                    row[j] /= sum;
                    entropy -= row[j] > 0 ? row[j] * Math.log(row[j]) : 0;
                }
                given[i] = row;
                if (entropy > Math.log(perplexity)) {
                    low = beta;
                } else {
                    high = beta;
                }
            }
        }
        double[][] p = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                p[i][j] = (given[i][j] + given[j][i]) / (2 * n);
            }
        }
        return p;
    }

    private static double[] gradient(double[][] p, double[] y, double exaggeration) {
        int n = p.length;
        double[][] close = new double[n][n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double squares = Math.pow(y[2 * i] - y[2 * j], 2) + Math.pow(y[2 * i + 1] - y[2 * j + 1], 2);
                close[i][j] = i == j ? 0 : 1 / (1 + squares);
                sum += close[i][j];
            }
        }
        double[] gradient = new double[2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double pull = 4 * (exaggeration * p[i][j] - close[i][j] / sum) * close[i][j];
                gradient[2 * i] += pull * (y[2 * i] - y[2 * j]);
                gradient[2 * i + 1] += pull * (y[2 * i + 1] - y[2 * j + 1]);
            }
        }
        return gradient;
    }

    /** @param rate step size @param early how many steps are exaggerated, with momentum 0.5; the rest has 0.8 */
    private static double[] descended(
            double[][] p, double[] from, int steps, int early, double exaggeration, double rate) {
        double[] y = from.clone();
        double[] speed = new double[y.length];
        double[] gain = new double[y.length];
        Arrays.fill(gain, 1);
        for (int step = 0; step < steps; step++) {
            double[] gradient = gradient(p, y, step < early ? exaggeration : 1);
            for (int i = 0; i < y.length; i++) {
                gain[i] = speed[i] * gradient[i] < 0 ? gain[i] + 0.2 : Math.max(0.01, gain[i] * 0.8);
                speed[i] = (step < early ? 0.5 : 0.8) * speed[i] - rate * gain[i] * gradient[i];
                y[i] += speed[i];
            }
            double[] middle = new double[2];
            for (int i = 0; i < y.length; i++) {
                middle[i % 2] += y[i] / (y.length / 2.0);
            }
            for (int i = 0; i < y.length; i++) {
                y[i] -= middle[i % 2];
            }
        }
        return y;
    }

    /** What the layout adds to its start so that equal points part: the same stream, drawn again. */
    private static double[] separated(double[] y, long seed) {
        UniformRandomProvider random = Streams.of(seed, Purpose.EMBEDDING);
        return Arrays.stream(y)
                .map(value -> value + 1e-6 * (random.nextDouble() - 0.5))
                .toArray();
    }

    private static double[] fresh(float[][] x) {
        double[] y = Pca.plane(x);
        double deviation = Math.sqrt(IntStream.range(0, x.length)
                .mapToDouble(i -> y[2 * i] * y[2 * i])
                .average()
                .orElseThrow());
        return Arrays.stream(y).map(value -> value * 1e-4 / deviation).toArray();
    }

    private static void near(double[] expected, double[] seen) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertTrue(size > 1e-3, () -> "a layout that went nowhere: " + size);
        assertArrayEquals(expected, seen, 2e-4 * size);
    }

    @ParameterizedTest
    // Theta just above 0 walks the tree down to single points, and then three times the perplexity counts.
    @CsvSource({"0, 59", "1e-9, 21"})
    void aFreshLayoutIsExaggeratedForHalfOfItsSteps(double theta, int neighbours) throws InterruptedException {
        float[][] x = points(60);
        double[][] p = affinities(x, 7, neighbours);
        Tsne tsne = new Tsne(7, 10, 8, theta, 3);
        double[] seen = tsne.layout(x, Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE);
        // 60 / 8 / 4 steps would be too small: at least 50.
        near(descended(p, separated(fresh(x), 3), 10, 5, 8, 50), seen);
    }

    @Test
    void aLayoutFromAnotherIsNeverExaggerated() throws InterruptedException {
        float[][] x = points(60);
        double[] from = spiral(60);
        double[] before = from.clone();
        double[] seen = new Tsne(7, 16, 8, 0, 3).layout(x, Optional.of(from), ParallelFor.SERIAL, Tsne.Watch.NONE);
        near(descended(affinities(x, 7, 59), separated(from, 3), 16, 0, 8, 50), seen);
        assertArrayEquals(before, from);
    }

    @Test
    void theStepSizeGrowsWithThePoints() throws InterruptedException {
        float[][] x = points(260);
        double[] seen = new Tsne(5, 8, 1, 0, 3).layout(x, Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE);
        near(descended(affinities(x, 5, 259), separated(fresh(x), 3), 8, 4, 1, 260 / 4.0), seen);
    }

    /** The layout after so many of all its steps. */
    private static double[] after(int steps, int all) throws InterruptedException {
        double[] seen = new double[2 * 31];
        try {
            new Tsne(10, all, 12, 0, 3).layout(points(31), Optional.empty(), ParallelFor.SERIAL, (step, y) -> {
                if (step == steps) {
                    System.arraycopy(y, 0, seen, 0, y.length);
                    throw new InterruptedException("Seen enough");
                }
            });
        } catch (InterruptedException e) {
            return seen;
        }
        throw new AssertionError("Fewer steps than " + steps);
    }

    @Test
    void exaggerationEndsAfterHalfOfTheStepsAndAfterTwoHundredAndFiftyAtTheLatest() throws InterruptedException {
        assertArrayEquals(after(252, 500), after(252, 2000));
        // One step earlier where there are two steps less.
        assertArrayEquals(after(249, 498), after(249, 500));
        assertFalse(Arrays.equals(after(250, 498), after(250, 500)));
    }

    @Test
    void theUsualSettings() {
        assertEquals(new Tsne(30, 500, 12, 0.5, 9), Tsne.usual(9));
        assertEquals(new Tsne(8, 500, 12, 0.5, 9), Tsne.usual(9).withPerplexity(8));
        assertEquals(new Tsne(30, 7, 12, 0.5, 9), Tsne.usual(9).withIterations(7));
    }
}
