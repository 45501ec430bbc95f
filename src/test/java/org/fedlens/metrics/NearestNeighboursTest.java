package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    /** KNN-1 of the specification: cosines 0.9 for A, 0.8 twice for B. */
    @Test
    void a_low_temperature_trusts_the_nearest_and_a_high_one_the_many() {
        float[][] bank = {at(0.9), at(0.8), at(0.8)};
        int[] labels = {0, 1, 1};
        float[] query = {1, 0};
        NearestNeighbours sharp = new NearestNeighbours(bank, labels, 2, 3, 0.1);
        assertEquals(0, sharp.classify(query));
        assertEquals(8103.08, sharp.scores(query)[0], 0.05);
        assertEquals(5961.92, sharp.scores(query)[1], 0.05);
        NearestNeighbours soft = new NearestNeighbours(bank, labels, 2, 200, 0.5);
        assertEquals(1, soft.classify(query));
        assertEquals(6.0496, soft.scores(query)[0], 1e-4);
        assertEquals(9.9061, soft.scores(query)[1], 1e-4);
    }

    private static float[] at(double cosine) {
        return new float[] {(float) (3 * cosine), (float) (3 * Math.sqrt(1 - cosine * cosine))};
    }

    /** KNN-2: with one neighbour the bank knows itself. */
    @Test
    void the_bank_classifies_itself() {
        float[][] bank = drawn(700, 9);
        int[] labels = IntStream.range(0, 700).map(i -> i % 7).toArray();
        NearestNeighbours neighbours = new NearestNeighbours(bank, labels, 7, 1, 0.1);
        for (int i = 0; i < bank.length; i++) {
            assertEquals(labels[i], neighbours.classify(bank[i]));
        }
    }

    @Test
    void the_nearest_come_first_and_equals_in_their_order() {
        float[][] bank = drawn(1300, 5);
        bank[1200] = bank[3].clone();
        NearestNeighbours neighbours = new NearestNeighbours(bank, new int[1300], 1, 10, 0.1);
        float[] query = bank[3];
        int[] sorted = IntStream.range(0, 1300)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -cosine(query, bank[i]))
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .limit(40)
                .toArray();
        assertArrayEquals(sorted, neighbours.nearest(query, 40));
        assertEquals(3, sorted[0]);
        assertEquals(1200, sorted[1]);
        assertEquals(1300, neighbours.nearest(query, 5000).length);
        assertThrows(IllegalArgumentException.class, () -> new NearestNeighbours(bank, new int[3], 1, 1, 0.1));
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            first += (double) a[i] * a[i];
            second += (double) b[i] * b[i];
        }
        return Math.rint(1e6 * product / Math.sqrt(first * second)) / 1e6;
    }

    private static float[][] drawn(int count, int width) {
        UniformRandomProvider random = Streams.of(3, Purpose.NOISE);
        float[][] rows = new float[count][width];
        Arrays.stream(rows).forEach(row -> {
            for (int d = 0; d < width; d++) {
                row[d] = random.nextFloat() - 0.5f;
            }
        });
        return rows;
    }
}
