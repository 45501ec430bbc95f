package org.fedlens.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.parallel.ParallelFor;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Tsne QUICK = new Tsne(12, 250, 12, 0.5, 1);

    /** Backwards, as threads might: nothing may depend on the order of the pieces. */
    private static final ParallelFor BACKWARDS = (pieces, piece) -> {
        for (int i = pieces - 1; i >= 0; i--) {
            piece.accept(i);
        }
    };

    private static final ParallelFor MANY =
            (pieces, piece) -> IntStream.range(0, pieces).parallel().forEach(piece::accept);

    @Test
    void the_same_bits_whoever_does_the_pieces() throws InterruptedException {
        float[][] x = groups(300, 16, 5, 1);
        double[] one = QUICK.layout(x, Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE);
        assertArrayEquals(one, QUICK.layout(x, Optional.empty(), BACKWARDS, Tsne.Watch.NONE));
        assertArrayEquals(one, QUICK.layout(x, Optional.empty(), MANY, Tsne.Watch.NONE));
    }

    @Test
    void groups_stay_together_by_tree_and_by_every_pair() throws InterruptedException {
        float[][] x = groups(300, 16, 5, 1);
        double[] tree = QUICK.layout(x, Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE);
        double[] pairs = new Tsne(12, 250, 12, 0, 1).layout(x, Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE);
        double byTree = NeighbourhoodPreservation.trustworthiness(x, tree, 10);
        double byPairs = NeighbourhoodPreservation.trustworthiness(x, pairs, 10);
        assertEquals(byPairs, byTree, 0.01);
        assertTrue(byTree > 0.85, "trustworthiness " + byTree);
        assertTrue(byTree > NeighbourhoodPreservation.trustworthiness(x, Pca.plane(x), 10));
        for (double[] y : List.of(tree, pairs)) {
            assertEquals(1, neighboursOfOwnGroup(y, 5), 0.02);
        }
        TsneGradient forces = new TsneGradient(Affinities.of(x, 12, 299, ParallelFor.SERIAL), 0, ParallelFor.SERIAL);
        assertEquals(forces.divergence(pairs), forces.divergence(tree), 0.05 * forces.divergence(pairs));
    }

    @Test
    void the_tree_pushes_nearly_as_all_pairs_do() throws InterruptedException {
        UniformRandomProvider random = Streams.of(2, Purpose.NOISE);
        double[] y = IntStream.range(0, 1000)
                .mapToDouble(i -> 40 * random.nextDouble())
                .toArray();
        // Equal points end in one leaf.
        y[10] = y[0];
        y[11] = y[1];
        Affinities none = Affinities.of(new double[500 * 500], 500);
        double[] exact = new double[1000];
        double[] near = new double[1000];
        new TsneGradient(none, 0, ParallelFor.SERIAL).gradient(y, 1, exact);
        new TsneGradient(none, 0.5, ParallelFor.SERIAL).gradient(y, 1, near);
        double off = 0;
        double all = 0;
        for (int i = 0; i < 1000; i++) {
            off += Math.pow(exact[i] - near[i], 2);
            all += Math.pow(exact[i], 2);
        }
        assertTrue(Math.sqrt(off / all) < 0.02, "off by " + Math.sqrt(off / all));
    }

    @Test
    void a_layout_that_starts_from_another_travels_and_does_not_jump() throws InterruptedException {
        float[][] before = groups(200, 8, 4, 1);
        float[][] after = new float[200][];
        UniformRandomProvider random = Streams.of(4, Purpose.NOISE);
        Arrays.setAll(after, i -> {
            float[] moved = before[i].clone();
            Arrays.fill(moved, 0, 1, before[i][0] + 0.2f * (random.nextFloat() - 0.5f));
            return moved;
        });
        double[] first =
                QUICK.withIterations(500).layout(before, Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE);
        double[] warm = QUICK.layout(after, Optional.of(first), ParallelFor.SERIAL, Tsne.Watch.NONE);
        UniformRandomProvider elsewhere = Streams.of(5, Purpose.NOISE);
        double[] anywhere = new double[400];
        Arrays.setAll(anywhere, i -> elsewhere.nextDouble());
        double[] other = QUICK.layout(after, Optional.of(anywhere), ParallelFor.SERIAL, Tsne.Watch.NONE);
        double travelled = distance(first, Procrustes.aligned(warm, first));
        double jumped = distance(first, Procrustes.aligned(other, first));
        assertTrue(travelled < 0.5 * jumped, travelled + " against " + jumped);
        assertTrue(travelled < 0.5 * distance(first, new double[400]));
        assertTrue(NeighbourhoodPreservation.trustworthiness(after, warm, 10) > 0.85);
    }

    @Test
    void it_can_be_watched_and_given_up() {
        float[][] x = groups(100, 4, 2, 1);
        List<Integer> steps = new ArrayList<>();
        assertThrows(
                InterruptedException.class,
                () -> QUICK.layout(x, Optional.empty(), ParallelFor.SERIAL, (step, y) -> {
                    steps.add(step);
                    if (step == 7) {
                        throw new InterruptedException("Enough");
                    }
                }));
        assertEquals(IntStream.rangeClosed(1, 7).boxed().toList(), steps);
    }

    @Test
    void a_perplexity_above_a_third_of_the_points_is_named() {
        float[][] x = groups(90, 4, 2, 1);
        Problem problem = assertThrows(
                Problem.class, () -> Tsne.usual(1).layout(x, Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE));
        assertEquals("perplexity", problem.where());
        assertTrue(problem.getMessage().contains("29"), problem.getMessage());
    }

    @Test
    void equal_points_give_numbers() throws InterruptedException {
        double[] y = new Tsne(5, 60, 12, 0.5, 1)
                .layout(new float[40][3], Optional.empty(), ParallelFor.SERIAL, Tsne.Watch.NONE);
        assertTrue(Arrays.stream(y).allMatch(Double::isFinite));
        assertTrue(Arrays.stream(Pca.plane(new float[40][3])).allMatch(Double::isFinite));
    }

    @Test
    void the_first_components_are_those_of_the_ellipse() {
        UniformRandomProvider random = Streams.of(6, Purpose.NOISE);
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[][] x = new float[500][3];
        for (float[] point : x) {
            double along = 5 * normal.sample();
            double across = 2 * normal.sample();
            // Axes (0.6, 0.8, 0) and (0, 0, 1); a tenth of noise along (0.8, -0.6, 0).
            double noise = 0.1 * normal.sample();
            point[0] = (float) (0.6 * along + 0.8 * noise + 7);
            point[1] = (float) (0.8 * along - 0.6 * noise);
            point[2] = (float) across;
        }
        double[] y = Pca.plane(x);
        for (int i = 0; i < 500; i++) {
            assertEquals(0.6 * (x[i][0] - 7) + 0.8 * x[i][1], y[2 * i], 1.0);
            assertEquals(x[i][2], y[2 * i + 1], 0.6);
        }
        double[][] centred = new double[4][];
        Arrays.setAll(centred, i -> new double[] {i - 1.5, 0, 0});
        assertArrayEquals(new double[] {1, 0, 0}, Pca.components(centred, 1)[0], 1e-9);
    }

    @Test
    void procrustes_undoes_turning_mirroring_and_shifting() {
        UniformRandomProvider random = Streams.of(3, Purpose.NOISE);
        double[] onto =
                IntStream.range(0, 40).mapToDouble(i -> random.nextDouble()).toArray();
        for (boolean mirrored : new boolean[] {false, true}) {
            double[] moved = new double[40];
            for (int i = 0; i < 40; i += 2) {
                double x = onto[i];
                double y = mirrored ? -onto[i + 1] : onto[i + 1];
                moved[i] = Math.cos(2) * x - Math.sin(2) * y + 7;
                moved[i + 1] = Math.sin(2) * x + Math.cos(2) * y - 3;
            }
            assertArrayEquals(onto, Procrustes.aligned(moved, onto), 1e-9);
        }
    }

    @Test
    void a_faithful_layout_is_wholly_trustworthy_and_a_shuffled_one_is_not() {
        UniformRandomProvider random = Streams.of(3, Purpose.NOISE);
        float[][] x = new float[100][2];
        double[] y = new double[200];
        for (int i = 0; i < 100; i++) {
            x[i] = new float[] {random.nextFloat(), random.nextFloat()};
            y[2 * i] = 3 * x[i][0];
            y[2 * i + 1] = 3 * x[i][1];
        }
        assertEquals(1, NeighbourhoodPreservation.trustworthiness(x, y, 8), 1e-9);
        List<float[]> shuffled = new ArrayList<>(Arrays.asList(x));
        Collections.reverse(shuffled);
        assertEquals(0.5, NeighbourhoodPreservation.trustworthiness(shuffled.toArray(float[][]::new), y, 8), 0.1);
    }

    @Test
    void umap_keeps_groups_together_and_repeats_itself() {
        float[][] x = groups(200, 8, 4, 1);
        double[] y = UmapLayout.layout(x, 12, 5);
        assertArrayEquals(y, UmapLayout.layout(x, 12, 5));
        assertTrue(neighboursOfOwnGroup(y, 4) > 0.95);
    }

    /** Point i belongs to group i mod count. */
    private static float[][] groups(int n, int width, int count, long seed) {
        UniformRandomProvider random = Streams.of(seed, Purpose.NOISE);
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[][] middles = new float[count][width];
        float[][] x = new float[n][width];
        for (float[] middle : middles) {
            IntStream.range(0, width).forEach(d -> middle[d] = (float) (3 * normal.sample()));
        }
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < width; d++) {
                x[i][d] = middles[i % count][d] + (float) normal.sample();
            }
        }
        return x;
    }

    private static double neighboursOfOwnGroup(double[] y, int count) {
        int n = y.length / 2;
        float[][] plane = new float[n][];
        Arrays.setAll(plane, i -> new float[] {(float) y[2 * i], (float) y[2 * i + 1]});
        SquaredDistances distances = new SquaredDistances(plane);
        float[] squares = new float[distances.room()];
        double own = 0;
        for (int i = 0; i < n; i++) {
            distances.of(i, squares);
            for (int j : distances.nearest(i, squares, 5)) {
                own += j % count == i % count ? 1.0 / (5 * n) : 0;
            }
        }
        return own;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}
