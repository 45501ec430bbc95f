package org.fedlens.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.parallel.ParallelFor;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BUC-4 to BUC-7 and UREID-1, UREID-2 of the specification, and the walk over all pairs as an oracle. */
class BottomUpClusteringTest {
    private static final float[][] FIVE = {{1, 0}, {.995f, .0998f}, {0, 1}, {.0998f, .995f}, {-1, 0}};

    /** Obviously right: all pairs, sorted, walked. */
    private static Clusters walked(float[][] features, Clusters now, int joins, double penalty) {
        int[] sizes = now.sizes();
        List<ClusterJoin> pairs = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            for (int j = i + 1; j < features.length; j++) {
                double distance = 0;
                for (int k = 0; k < features[i].length; k++) {
                    double difference = (double) features[i][k] - features[j][k];
                    distance += difference * difference;
                }
                pairs.add(new ClusterJoin(i, j, distance + penalty * (sizes[now.of(i)] + sizes[now.of(j)])));
            }
        }
        Collections.sort(pairs);
        int[] labels = now.labels();
        int made = 0;
        for (int at = 0; at < pairs.size() && made < joins; at++) {
            int a = labels[pairs.get(at).first()];
            int b = labels[pairs.get(at).second()];
            if (a != b) {
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = labels[i] == Math.max(a, b) ? Math.min(a, b) : labels[i];
                }
                made++;
            }
        }
        return Clusters.of(labels);
    }

    /** Unit vectors around so many centres. */
    static float[][] around(int centres, int count, int width, double spread, long seed) {
        UniformRandomProvider random = Streams.of(seed, Purpose.GENERATED);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[][] middle = new float[centres][width];
        for (float[] row : middle) {
            for (int k = 0; k < width; k++) {
                row[k] = (float) normal.sample();
            }
        }
        float[][] features = new float[count][width];
        for (int i = 0; i < count; i++) {
            double length = 0;
            for (int k = 0; k < width; k++) {
                features[i][k] = (float) (middle[i % centres][k] + spread * normal.sample());
                length += features[i][k] * features[i][k];
            }
            for (int k = 0; k < width; k++) {
                features[i][k] /= (float) Math.sqrt(length);
            }
        }
        return features;
    }

    @Test
    @DisplayName("BUC-4 of five unit vectors the two nearest pairs are merged first")
    void theNearestPairsAreMergedFirst() throws InterruptedException {
        BottomUpClustering.Phase phase = BottomUpClustering.merge(FIVE, Clusters.alone(5), 2, 0, ParallelFor.SERIAL);
        assertArrayEquals(new int[] {0, 0, 1, 1, 2}, phase.after().labels());
        assertEquals(2, phase.joins().size());
        assertEquals(0.01, phase.joins().get(0).cost(), 1e-4);
    }

    @Test
    @DisplayName("BUC-5 a penalty lets small clusters go first, without it the nearest do")
    void thePenaltyLetsSmallClustersGoFirst() throws InterruptedException {
        // Two clusters of five at distance .10, two single pictures at distance .12, far from each other.
        float[][] line = new float[12][2];
        for (int i = 0; i < 10; i++) {
            line[i] = new float[] {i < 5 ? 0 : (float) Math.sqrt(.10), 0};
        }
        line[10] = new float[] {10, 0};
        line[11] = new float[] {(float) (10 + Math.sqrt(.12)), 0};
        Clusters now = Clusters.of(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3});
        ClusterJoin penalised = BottomUpClustering.merge(line, now, 1, .003, ParallelFor.SERIAL)
                .joins()
                .get(0);
        assertEquals(10, penalised.first());
        assertEquals(.126, penalised.cost(), 1e-6);
        ClusterJoin free = BottomUpClustering.merge(line, now, 1, 0, ParallelFor.SERIAL)
                .joins()
                .get(0);
        assertEquals(0, free.first());
        assertEquals(.10, free.cost(), 1e-6);
    }

    @Test
    @DisplayName("BUC-7 a huge penalty merges the smallest only")
    void aHugePenaltyMergesTheSmallestOnly() throws InterruptedException {
        float[][] features = around(5, 60, 8, 0.5, 3);
        Clusters now =
                Clusters.of(IntStream.range(0, 60).map(i -> i < 40 ? i / 10 : i).toArray());
        Clusters after = BottomUpClustering.merge(features, now, 7, 1e6, ParallelFor.SERIAL)
                .after();
        for (int big = 0; big < 4; big++) {
            assertEquals(10, after.sizes()[big]);
        }
    }

    @Test
    void theResultIsThatOfTheWalkOverAllPairs() throws InterruptedException {
        float[][] features = around(30, 700, 40, 0.4, 1);
        Clusters now = Clusters.alone(700);
        for (double penalty : new double[] {0.003, 0, 0.05}) {
            for (int joins : new int[] {35, 200, 300}) {
                Clusters expected = walked(features, now, joins, penalty);
                Clusters seen = BottomUpClustering.merge(features, now, joins, penalty, ParallelFor.SERIAL)
                        .after();
                assertEquals(expected, seen);
                assertEquals(now.count() - joins, seen.count());
            }
            now = walked(features, now, 150, penalty);
        }
    }

    @Test
    void equalDistancesGoByIndex() throws InterruptedException {
        float[][] corners = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 0}, {2, 1}};
        for (int joins = 1; joins <= 5; joins++) {
            assertEquals(
                    walked(corners, Clusters.alone(6), joins, 0),
                    BottomUpClustering.merge(corners, Clusters.alone(6), joins, 0, ParallelFor.SERIAL)
                            .after());
        }
    }

    @Test
    void anyOrderOfTheWorkGivesTheSameJoins() throws InterruptedException {
        float[][] features = around(40, 900, 24, 0.5, 2);
        Clusters now = Clusters.alone(900);
        BottomUpClustering.Phase alone = BottomUpClustering.merge(features, now, 300, 0.003, ParallelFor.SERIAL);
        BottomUpClustering.Phase backwards = BottomUpClustering.merge(features, now, 300, 0.003, (pieces, piece) -> {
            for (int i = pieces - 1; i >= 0; i--) {
                piece.accept(i);
            }
        });
        BottomUpClustering.Phase together =
                BottomUpClustering.merge(features, now, 300, 0.003, (pieces, piece) -> IntStream.range(0, pieces)
                        .parallel()
                        .forEach(piece::accept));
        assertEquals(alone, backwards);
        assertEquals(alone, together);
    }

    @Test
    @DisplayName("BUC-6 each phase takes exactly m clusters, never splits one, and pictures may come in any order")
    void mergingNeverSplitsAndPicturesMayComeInAnyOrder() throws InterruptedException {
        float[][] features = around(20, 300, 16, 0.5, 4);
        Clusters now = Clusters.alone(300);
        int[] order = new PermutationSampler(Streams.of(9, Purpose.GENERATED), 300, 300).sample();
        float[][] shuffled = Arrays.stream(order).mapToObj(i -> features[i]).toArray(float[][]::new);
        Clusters other = Clusters.alone(300);
        for (int phase = 0; phase < 5; phase++) {
            Clusters before = now;
            now = BottomUpClustering.merge(features, now, 40, 0.003, ParallelFor.SERIAL)
                    .after();
            assertEquals(before.count() - 40, now.count());
            other = BottomUpClustering.merge(shuffled, other, 40, 0.003, ParallelFor.SERIAL)
                    .after();
            for (int i = 0; i < 300; i++) {
                for (int j = 0; j < i; j++) {
                    assertTrue(before.of(i) != before.of(j) || now.of(i) == now.of(j));
                }
            }
        }
        Clusters first = now;
        for (int i = 0; i < 300; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(first.of(order[i]) == first.of(order[j]), other.of(i) == other.of(j));
            }
        }
    }

    @Test
    void noJoinsLeaveEverythingAsItIs() throws InterruptedException {
        Clusters now = Clusters.of(new int[] {0, 1, 0, 2, 1});
        assertEquals(
                now,
                BottomUpClustering.merge(FIVE, now, 0, 0.003, ParallelFor.SERIAL)
                        .after());
        assertEquals(
                1,
                BottomUpClustering.merge(FIVE, now, 100, 0.003, ParallelFor.SERIAL)
                        .after()
                        .count());
    }

    @Test
    @DisplayName("UREID-1 who is taken to hold as many identities as pictures never merges")
    void nothingToMerge() throws InterruptedException {
        float[][] features = around(20, 100, 8, 0.5, 5);
        Clusters now = Clusters.alone(100);
        for (int phase = 0; phase < 19; phase++) {
            int joins = BottomUpClustering.towards(100, 100, 19);
            assertEquals(0, joins);
            now = BottomUpClustering.merge(features, now, joins, 0.003, ParallelFor.SERIAL)
                    .after();
        }
        assertEquals(Clusters.alone(100), now);
    }

    @Test
    @DisplayName("UREID-2 phases towards an aim end within one phase of it")
    void phasesTowardsAnAimEndWithinOnePhaseOfIt() {
        for (int aim = 3; aim <= 200; aim += 7) {
            int joins = BottomUpClustering.towards(200, aim, 19);
            int end = 200 - 19 * joins;
            assertTrue(end >= aim && end - aim < 19, "from 200 to " + aim + ": " + end);
        }
    }
}
