package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** AP-1 to AP-7 of the specification. */
class RetrievalTest {
    private static boolean[] ranking(int length, int... right) {
        boolean[] ranking = new boolean[length];
        Arrays.stream(right).forEach(rank -> ranking[rank - 1] = true);
        return ranking;
    }

    /** Pictures with features drawn at random: identities 1 to 5 in turn, the camera changes every five. */
    private static Retrieval.Features random(int count, int cameras, long seed) {
        UniformRandomProvider random = Streams.of(seed, Purpose.GENERATED);
        float[][] vectors = new float[count][8];
        int[] people = new int[count];
        int[] seen = new int[count];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 8; k++) {
                vectors[i][k] = random.nextFloat() - 0.5f;
            }
            people[i] = 1 + i % 5;
            seen[i] = 1 + i / 5 % cameras;
        }
        return new Retrieval.Features(vectors, people, seen);
    }

    private static Retrieval found(Retrieval.Features query, Retrieval.Features gallery) {
        return Retrieval.of(query, gallery, Junk.LEFT_OUT, AveragePrecision.TRAPEZOID);
    }

    @Test
    @DisplayName("AP-1 right answers at ranks 1 and 3")
    void ranksOneAndThree() {
        assertEquals(0.791667, AveragePrecision.TRAPEZOID.of(ranking(4, 1, 3)), 1e-6);
        assertEquals(0.833333, AveragePrecision.STEP.of(ranking(4, 1, 3)), 1e-6);
    }

    @Test
    @DisplayName("AP-2 right answers at ranks 2 and 3; the first rank finds nothing, the second does")
    void ranksTwoAndThree() {
        assertEquals(0.416667, AveragePrecision.TRAPEZOID.of(ranking(4, 2, 3)), 1e-6);
        assertEquals(0.583333, AveragePrecision.STEP.of(ranking(4, 2, 3)), 1e-6);
        Retrieval.Features query = new Retrieval.Features(new float[][] {{1, 0}}, new int[] {1}, new int[] {1});
        float[][] gallery = {{1, 0}, {1, .1f}, {1, .2f}, {0, 1}};
        Retrieval found = found(query, new Retrieval.Features(gallery, new int[] {2, 1, 1, 3}, new int[] {2, 2, 2, 2}));
        assertEquals(0, found.cmc(1));
        assertEquals(1, found.cmc(2));
        assertEquals(0.416667, found.meanPrecision(), 1e-6);
    }

    @Test
    @DisplayName("AP-3 a perfect ranking gives 1 by both rules")
    void perfect() {
        for (AveragePrecision rule : AveragePrecision.values()) {
            assertEquals(1, rule.of(ranking(9, 1, 2, 3)), 1e-12);
        }
    }

    @Test
    @DisplayName("AP-4 junk, the same person from the same camera, changes nothing wherever it stands")
    void junk() {
        Retrieval.Features query = new Retrieval.Features(new float[][] {{1, 0}}, new int[] {1}, new int[] {1});
        float[][] few = {{1, .1f}, {1, .2f}, {1, .5f}};
        Retrieval before = found(query, new Retrieval.Features(few, new int[] {2, 1, 1}, new int[] {2, 2, 3}));
        float[][] more = {{1, 0}, {1, .1f}, {1, .15f}, {1, .2f}, {1, .5f}, {0, 1}};
        Retrieval after =
                found(query, new Retrieval.Features(more, new int[] {1, 2, 1, 1, 1, 1}, new int[] {1, 2, 1, 2, 3, 1}));
        assertEquals(before.meanPrecision(), after.meanPrecision());
        assertEquals(before.firstRanks()[0], after.firstRanks()[0]);
    }

    @Test
    @DisplayName("AP-5 the match curve never falls and ends at 1")
    void curve() {
        Retrieval.Features gallery = random(60, 3, 2);
        Retrieval found = found(random(20, 2, 1), gallery);
        for (int rank = 2; rank <= 60; rank++) {
            assertTrue(found.cmc(rank) >= found.cmc(rank - 1));
        }
        assertEquals(1, found.cmc(60));
    }

    @Test
    @DisplayName("AP-6 longer features give the same ranking")
    void scale() {
        Retrieval.Features gallery = random(60, 3, 2);
        float[][] longer = Arrays.stream(gallery.vectors()).map(float[]::clone).toArray(float[][]::new);
        for (int i = 0; i < longer.length; i++) {
            for (int k = 0; k < 8; k++) {
                longer[i][k] *= i % 2 == 0 ? 4 : 0.25f;
            }
        }
        Retrieval.Features scaled = new Retrieval.Features(longer, gallery.identities(), gallery.cameras());
        Retrieval.Features query = random(20, 2, 1);
        assertEquals(found(query, gallery).meanPrecision(), found(query, scaled).meanPrecision(), 1e-12);
    }

    @Test
    @DisplayName("AP-7 features drawn at random find about as many as there are")
    void chance() {
        Retrieval found = Retrieval.of(
                random(200, 1, 3),
                new Retrieval.Features(
                        random(1000, 1, 4).vectors(), random(1000, 1, 4).identities(), filled(1000)),
                Junk.LEFT_OUT,
                AveragePrecision.STEP);
        assertEquals(0.2, found.meanPrecision(), 0.02);
    }

    @Test
    @DisplayName("queries without a right answer count nothing, and divide only where junk is left out")
    void nobodyThere() {
        float[][] vectors = {{1, 0}, {0, 1}};
        float[][] asked = {{1, 0}, {0, 1}, {0, 1}};
        Retrieval.Features query = new Retrieval.Features(asked, new int[] {1, 9, 2}, new int[] {1, 1, 1});
        Retrieval.Features gallery = new Retrieval.Features(vectors, new int[] {1, 2}, new int[] {2, 2});
        for (Junk junk : Junk.values()) {
            Retrieval found = Retrieval.of(query, gallery, junk, AveragePrecision.STEP);
            double expected = junk == Junk.LEFT_OUT ? 2 / 3.0 : 1;
            assertEquals(expected, found.meanPrecision(), 1e-12);
            assertEquals(expected, found.cmc(1), 1e-12);
            assertEquals(0, found.cmc(0));
            assertArrayEquals(new int[] {1, 0, 1}, found.firstRanks());
            assertArrayEquals(new double[] {1, Double.NaN, 1}, found.precisions());
        }
    }

    @Test
    @DisplayName("the ranking of one query: nearest first, equals in their order, junk and the same camera left out")
    void one() {
        Retrieval.Features query =
                new Retrieval.Features(new float[][] {{9, 9}, {2, 0}}, new int[] {4, 1}, new int[] {7, 1});
        float[][] vectors = {{0, 5}, {3, 4}, {1, 0}, {6, 8}, {4, 3}, {-1, 0}, {0, 0}};
        int[] people = {1, 2, 1, 1, -1, 3, 1};
        int[] cameras = {2, 1, 1, 3, 2, 2, 2};
        Retrieval.Features gallery = new Retrieval.Features(vectors, people, cameras);
        Retrieval.Ranking left = Retrieval.ranking(query, 1, gallery, Junk.LEFT_OUT);
        assertArrayEquals(new int[] {1, 3, 0, 6, 5}, left.order());
        assertArrayEquals(new double[] {0.6, 0.6, 0, 0, -1}, left.near(), 1e-6);
        assertArrayEquals(new boolean[] {false, true, true, true, false}, left.right());
        Retrieval.Ranking wrong = Retrieval.ranking(query, 1, gallery, Junk.COUNTS_AS_WRONG);
        assertArrayEquals(new int[] {4, 1, 3, 0, 6, 5}, wrong.order());
        assertArrayEquals(new boolean[] {false, false, true, true, true, false}, wrong.right());
    }

    private static int[] filled(int count) {
        int[] cameras = new int[count];
        Arrays.fill(cameras, 9);
        return cameras;
    }
}
