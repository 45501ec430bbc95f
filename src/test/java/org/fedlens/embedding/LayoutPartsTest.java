package org.fedlens.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a layout one by one, against plain formulas on few points. */
class LayoutPartsTest {
    private static double[] plane(int n, long seed) {
        UniformRandomProvider random = Streams.of(seed, Purpose.NOISE);
        return IntStream.range(0, 2 * n)
                .mapToDouble(i -> 6 * random.nextDouble() - 2)
                .toArray();
    }

    private static float[][] points(int n, int width) {
        UniformRandomProvider random = Streams.of(9, Purpose.NOISE);
        float[][] x = new float[n][width];
        for (float[] point : x) {
            for (int d = 0; d < width; d++) {
                point[d] = (float) ((d + 1) * (random.nextDouble() - 0.5));
            }
        }
        return x;
    }

    private static double square(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += Math.pow((double) a[d] - b[d], 2);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 512, 513, 600})
    void distancesOfEveryBlockAreThoseOfTheFormula(int n) {
        float[][] x = points(n, 3);
        Distances distances = new Distances(x);
        assertTrue(distances.room() >= n && distances.room() < n + 512);
        float[] squares = new float[distances.room()];
        for (int i : new int[] {0, n / 2, n - 1}) {
            int own = i;
            distances.of(i, squares);
            for (int j = 0; j < n; j++) {
                assertEquals(square(x[i], x[j]), squares[j], 1e-5);
            }
            int[] ranked = IntStream.range(0, n)
                    .filter(j -> j != own)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(j -> squares[j]).thenComparing(j -> j))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertArrayEquals(ranked, distances.ranked(i, squares));
            for (int k : new int[] {1, 2, 3, n / 2, n - 1}) {
                int kept = Math.min(k, n - 1);
                assertArrayEquals(
                        IntStream.of(ranked).limit(kept).sorted().toArray(), distances.nearest(i, squares, kept));
            }
        }
    }

    @Test
    void ofEquallyFarPointsTheLowerIndexIsNearer() {
        Distances distances = new Distances(new float[][] {{0}, {1}, {-1}, {1}, {2}});
        float[] squares = new float[distances.room()];
        distances.of(0, squares);
        assertArrayEquals(new int[] {1, 2, 3, 4}, distances.ranked(0, squares));
        assertArrayEquals(new int[] {1, 2}, distances.nearest(0, squares, 2));
        distances.of(3, squares);
        assertArrayEquals(new int[] {1, 0, 4, 2}, distances.ranked(3, squares));
    }

    /** What pushes point i away from all others: the force's two axes, and the sum of {@code 1 / (1 + d^2)}. */
    private static double[] pushed(double[] y, int i) {
        double[] sum = new double[3];
        for (int j = 0; j < y.length / 2; j++) {
            double offX = y[2 * i] - y[2 * j];
            double offY = y[2 * i + 1] - y[2 * j + 1];
            double q = 1 / (1 + offX * offX + offY * offY);
            sum[0] += q * q * offX;
            sum[1] += q * q * offY;
            sum[2] += j == i ? 0 : q;
        }
        return sum;
    }

    private static double[] byTree(PlaneTree tree, double[] y, int i, double theta) {
        double[] into = new double[7];
        tree.push(y[2 * i], y[2 * i + 1], theta * theta, into, 3);
        return Arrays.copyOfRange(into, 3, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 40, 300})
    void walkedToItsLeavesTheTreePushesAsAllPairsDo(int n) {
        PlaneTree tree = new PlaneTree();
        // Used again for another number of points, as between the layouts of two rounds.
        tree.build(plane(17, 1));
        double[] y = plane(n, 2);
        if (n > 2) {
            y[4] = y[0];
            y[5] = y[1];
        }
        tree.build(y);
        for (int i = 0; i < n; i++) {
            assertArrayEquals(pushed(y, i), byTree(tree, y, i, 0), 1e-9);
        }
    }

    @Test
    void aFarSquareCountsAsOnePointInItsMiddle() {
        // Four corners of a square of side 16; in one of them three points within side 2, not one after the other.
        double[] y = {0, 0, 14, 0, 16, 16, 16, 0, 0, 16, 16, 2};
        double middleX = (14 + 16 + 16) / 3.0;
        double middleY = 2 / 3.0;
        double near = 1 / (1 + middleX * middleX + middleY * middleY);
        double[] others = pushed(new double[] {0, 0, 16, 16, 0, 16}, 0);
        // Only differences count, wherever the layout lies.
        for (int i = 0; i < y.length; i++) {
            y[i] += i % 2 == 0 ? -7 : 3;
        }
        PlaneTree tree = new PlaneTree();
        tree.build(y);
        double[] seen = byTree(tree, y, 0, 0.9);
        assertEquals(others[2] + 3 * near, seen[2], 1e-9);
        assertEquals(others[0] - 3 * near * near * middleX, seen[0], 1e-9);
        assertEquals(others[1] - 3 * near * near * middleY, seen[1], 1e-9);
        // From nearby they are three.
        assertArrayEquals(pushed(y, 1), byTree(tree, y, 1, 0.05), 1e-9);
        assertArrayEquals(pushed(y, 0), byTree(tree, y, 0, 0.05), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9})
    void theGradientIsTheSlopeOfTheDivergence(double theta) throws InterruptedException {
        int n = 70;
        Affinities p = Affinities.of(points(n, 3), 9, n - 1, Lanes.ONE);
        double[] y = plane(n, 3);
        Forces forces = new Forces(p, theta, Lanes.ONE);
        double[] gradient = new double[2 * n];
        forces.gradient(y, 1, gradient);
        for (int i : new int[] {0, 1, 64, 65, 2 * n - 1}) {
            double[] more = y.clone();
            double[] less = y.clone();
            more[i] += 1e-5;
            less[i] -= 1e-5;
            double slope = (forces.divergence(more) - forces.divergence(less)) / 2e-5;
            assertEquals(slope, gradient[i], 1e-6);
        }
        // The divergence itself, pair by pair.
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += pushed(y, i)[2];
        }
        double[] dense = p.dense();
        double divergence = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double squares = Math.pow(y[2 * i] - y[2 * j], 2) + Math.pow(y[2 * i + 1] - y[2 * j + 1], 2);
                double share = dense[i * n + j];
                divergence += share == 0 ? 0 : share * Math.log(share * (1 + squares) * sum);
            }
        }
        assertEquals(divergence, forces.divergence(y), 1e-9);
    }

    @Test
    void exaggerationDoublesWhatPullsAndNotWhatPushes() throws InterruptedException {
        int n = 20;
        Affinities p = Affinities.of(points(n, 3), 5, n - 1, Lanes.ONE);
        Forces forces = new Forces(p, 0, Lanes.ONE);
        double[] y = plane(n, 3);
        double[][] by = new double[3][2 * n];
        for (int factor = 1; factor <= 3; factor++) {
            forces.gradient(y, factor, by[factor - 1]);
        }
        for (int i = 0; i < 2 * n; i++) {
            assertEquals(by[1][i] - by[0][i], by[2][i] - by[1][i], 1e-12);
        }
        assertTrue(Math.abs(by[1][0] - by[0][0]) > 1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 20, 49})
    void everyRowHasTheEntropyOfThePerplexity(int neighbours) throws InterruptedException {
        int n = 50;
        float[][] x = points(n, 4);
        Affinities p = Affinities.of(x, 7, neighbours, Lanes.ONE);
        double[] dense = p.dense();
        assertEquals(1, Arrays.stream(dense).sum(), 1e-9);
        assertEquals(n, p.count());
        double[][] given = new double[n][n];
        for (int i = 0; i < n; i++) {
            int own = i;
            int[] near = IntStream.range(0, n)
                    .filter(j -> j != own)
                    .boxed()
                    .sorted(Comparator.comparingDouble(j -> square(x[own], x[j])))
                    .limit(neighbours)
                    .mapToInt(Integer::intValue)
                    .toArray();
            double sum = 0;
            for (int j : near) {
                given[i][j] = Math.exp(-p.beta()[i] * square(x[i], x[j]));
                sum += given[i][j];
            }
            double entropy = 0;
            for (int j : near) {
                given[i][j] /= sum;
                entropy -= given[i][j] * Math.log(given[i][j]);
            }
            assertEquals(Math.log(7), entropy, 2e-5);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals((given[i][j] + given[j][i]) / (2 * n), dense[i * n + j], 1e-6);
            }
        }
        assertNotSame(p.beta(), p.beta());
    }

    @Test
    void morePointsThanThereAreAreNotAskedFor() throws InterruptedException {
        float[][] x = points(12, 2);
        assertArrayEquals(
                Affinities.of(x, 3, 11, Lanes.ONE).dense(),
                Affinities.of(x, 3, 99, Lanes.ONE).dense(),
                0);
    }

    @Test
    void componentsAreOrthogonalAndOrderedByHowMuchTheyVary() {
        // Every direction varies by its own amount; all are turned by a reflection.
        double[] sizes = {9, 7, 5, 3, 2, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4};
        int width = 12;
        double[] normal = IntStream.range(0, width).mapToDouble(i -> 1 + i % 4).toArray();
        double length = Arrays.stream(normal).map(value -> value * value).sum();
        List<double[]> rows = new ArrayList<>();
        double[][] axes = new double[width][width];
        for (int axis = 0; axis < width; axis++) {
            for (int d = 0; d < width; d++) {
                axes[axis][d] = (d == axis ? 1 : 0) - 2 * normal[axis] * normal[d] / length;
            }
            for (int side = -1; side <= 1; side += 2) {
                double[] row = new double[width];
                for (int d = 0; d < width; d++) {
                    row[d] = side * sizes[axis] * axes[axis][d];
                }
                rows.add(row);
            }
        }
        double[][] found = Pca.components(rows.toArray(double[][]::new), 4);
        assertEquals(4, found.length);
        for (int c = 0; c < 4; c++) {
            double along = 0;
            double largest = 0;
            for (int d = 0; d < width; d++) {
                along += found[c][d] * axes[c][d];
                largest = Math.abs(found[c][d]) > Math.abs(largest) + 1e-9 ? found[c][d] : largest;
            }
            assertEquals(1, Math.abs(along), 1e-6, "component " + c);
            assertTrue(largest > 0, "its largest entry points up");
        }
    }

    @Test
    void thePlaneHoldsCoordinatesAroundTheMiddle() {
        float[][] x = {{1, 5, 0}, {3, 5, 0}, {2, 6, 0}, {2, 4, 0}, {6, 5, 0}, {-2, 5, 0}};
        double[] y = Pca.plane(x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i][0] - 2, y[2 * i], 1e-6);
            assertEquals(x[i][1] - 5, y[2 * i + 1], 1e-6);
        }
        // One dimension has no second one.
        double[] line = Pca.plane(new float[][] {{4}, {8}, {0}});
        assertArrayEquals(new double[] {0, 0, 4, 0, -4, 0}, line, 1e-6);
    }

    @Test
    void everyIndexIsDoneOnce() throws InterruptedException {
        for (int count : new int[] {0, 1, 63, 64, 65, 200}) {
            int[] times = new int[count];
            Lanes.ONE.ranges(count, (from, to) -> {
                assertTrue(to - from <= 64);
                for (int i = from; i < to; i++) {
                    times[i]++;
                }
            });
            assertTrue(Arrays.stream(times).allMatch(time -> time == 1), count + " indices");
        }
    }

    @Test
    void trustworthinessCountsTheRanksOfStrangers() {
        // Points on a line at 0, 1, 3, 7, 15; in the layout the first two have changed places with the last two.
        float[][] x = {{0}, {1}, {3}, {7}, {15}};
        double[] same = {0, 0, 1, 0, 3, 0, 7, 0, 15, 0};
        double[] mixed = {15, 0, 7, 0, 3, 0, 1, 0, 0, 0};
        assertEquals(1, Preservation.trustworthiness(x, same, 1), 1e-12);
        // Nearest in the layout: of the first the second (rank 1), of the second the third (2), of the third the fourth
        // (3), of the fourth the fifth (4), of the fifth the fourth (1).
        assertEquals(
                1 - 2.0 / (5 * 1 * (10 - 3 - 1)) * (0 + 1 + 2 + 3 + 0),
                Preservation.trustworthiness(x, mixed, 1),
                1e-12);
        assertThrows(IllegalArgumentException.class, () -> Preservation.trustworthiness(x, same, 3));
        assertThrows(IllegalArgumentException.class, () -> Preservation.trustworthiness(x, same, 0));
        assertThrows(
                IllegalArgumentException.class, () -> Preservation.trustworthiness(points(4, 1), new double[8], 2));
    }

    @Test
    void trustworthinessOfSeveralNeighboursIsThatOfTheFormula() {
        int n = 15;
        int k = 3;
        float[][] x = points(n, 3);
        double[] y = plane(n, 5);
        double penalty = 0;
        for (int i = 0; i < n; i++) {
            int own = i;
            List<Integer> original = IntStream.range(0, n)
                    .filter(j -> j != own)
                    .boxed()
                    .sorted(Comparator.comparingDouble(j -> square(x[own], x[j])))
                    .toList();
            List<Integer> shown = IntStream.range(0, n)
                    .filter(j -> j != own)
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            j -> Math.hypot(y[2 * own] - y[2 * j], y[2 * own + 1] - y[2 * j + 1])))
                    .toList();
            for (int j : shown.subList(0, k)) {
                penalty += Math.max(0, original.indexOf(j) + 1 - k);
            }
        }
        double expected = 1 - 2.0 * penalty / (n * k * (2 * n - 3 * k - 1));
        assertEquals(expected, Preservation.trustworthiness(x, y, k), 1e-12);
    }

    @Test
    void layoutsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Tsne(0.9, 5, 12, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Tsne(5, -1, 12, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Tsne(5, 5, 0.9, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Tsne(5, 5, 12, 1.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Tsne(5, 5, 12, -0.1, 1));
        new Tsne(1, 0, 1, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> Procrustes.aligned(new double[4], new double[6]));
    }

    @Test
    void anInterruptedLayoutIsGivenUp() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> new Tsne(2, 5, 12, 0, 1)
                .layout(points(10, 2), Optional.empty(), Lanes.ONE, Tsne.Watch.NONE));
        assertTrue(!Thread.interrupted());
    }

    @Test
    void theSilhouetteIsThatOfDirections() {
        // Two classes at 0 and 60 degrees of two points each, one 60 degrees further; lengths do not count.
        float[][] x = {at(0, 1), at(60, 2), at(120, 3), at(180, 0.5)};
        int[] labels = {0, 0, 2, 2};
        double near = 1;
        double far = Math.sqrt(3);
        // a is one chord of 60 degrees; b of the outer points chords of 120 and 180, of the inner ones of 60 and 120.
        double outer = ((far + 2) / 2 - near) / ((far + 2) / 2);
        double inner = ((near + far) / 2 - near) / ((near + far) / 2);
        assertEquals((outer + inner) / 2, Silhouette.of(x, labels, 3), 1e-6);
        // Of three points the mean distance to the two others counts.
        float[][] three = {at(0, 1), at(60, 1), at(60, 4), at(240, 1), at(240, 2)};
        // The first lies 120 degrees from the last two, the second and third 180; the last two share their place.
        double first = (Math.sqrt(3) - 1) / Math.sqrt(3);
        double second = (2 - 0.5) / 2;
        assertEquals((first + 2 * second + 2) / 5, Silhouette.of(three, new int[] {0, 0, 0, 1, 1}, 2), 1e-6);
        // Classes whose points all share one place tell nothing apart.
        assertEquals(0, Silhouette.of(new float[][] {at(0, 1), at(0, 2), at(0, 3), at(0, 4)}, labels, 3), 1e-6);
        assertEquals(Double.NaN, Silhouette.of(x, new int[] {2, 2, 2, 2}, 3));
    }

    private static float[] at(double degrees, double length) {
        double angle = Math.toRadians(degrees);
        return new float[] {(float) (length * Math.cos(angle)), (float) (length * Math.sin(angle))};
    }
}
