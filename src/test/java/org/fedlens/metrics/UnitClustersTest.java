package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;

/** Clusters of directions in the plane, where angles can be told by eye. */
class UnitClustersTest {
    /** Draws what it is told: the first centre by an index, each further one by a share of all distances. */
    private record Told(int index, List<Double> shares, int[] asked) implements UniformRandomProvider {
        Told(int index, Double... shares) {
            this(index, List.of(shares), new int[1]);
        }

        @Override
        public int nextInt(int n) {
            return index;
        }

        @Override
        public double nextDouble() {
            return shares.get(asked[0]++);
        }

        @Override
        public long nextLong() {
            throw new AssertionError("Only indices and shares are to be drawn");
        }
    }

    /** Vectors at these angles in degrees, of different lengths. */
    private static float[][] at(double... degrees) {
        float[][] rows = new float[degrees.length][];
        for (int i = 0; i < rows.length; i++) {
            double angle = Math.toRadians(degrees[i]);
            rows[i] = new float[] {(float) ((i + 1) * Math.cos(angle)), (float) ((i + 1) * Math.sin(angle))};
        }
        return rows;
    }

    private static double angle(float[] centre) {
        assertEquals(1, Math.hypot(centre[0], centre[1]), 1e-6);
        return Math.toDegrees(Math.atan2(centre[1], centre[0]));
    }

    @Test
    void everyRowGoesToTheCentreOfTheSmallestAngle() {
        float[][] rows = at(0, 10, 20, 90, 100, 110);
        // Starts at the first row; distances from it are 0, .015, .06, 1, 1.17 and 1.34: half of them all lies at row
        // 4.
        UnitClusters found = UnitClusters.of(rows, 2, 20, new Told(0, 0.5));
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1}, found.assigned());
        assertEquals(10, angle(found.centres()[0]), 1e-4);
        assertEquals(100, angle(found.centres()[1]), 1e-4);
    }

    @Test
    void firstCentresAreDrawnByTheirDistanceFromTheNearestThatThereIs() {
        // Without a pass beyond the first, centres are the means of what the first centres drew to them.
        float[][] rows = at(0, 90, 180);
        // Distances 0, 1, 2: a third of 3 is all of row 1, so it falls to row 2 from there on.
        assertArrayEquals(new int[] {0, 1, 1}, second(rows, 0.32), "row 1 is the second centre");
        assertArrayEquals(new int[] {0, 0, 1}, second(rows, 0.34), "row 2 is the second centre");
        assertArrayEquals(new int[] {0, 0, 1}, second(rows, 0.9999));
        // Distances 0, 0.83, 1.98, 0.83: half of them is past row 1 and within row 2.
        assertArrayEquals(new int[] {0, 0, 1, 0}, second(at(0, 80, 170, 280), 0.5));
        // With a third centre the distance to the nearer of two counts: 0, 1, 0, so row 1 it must be.
        UnitClusters three = UnitClusters.of(rows, 3, 1, new Told(0, 0.9, 0.9));
        assertArrayEquals(new int[] {0, 2, 1}, three.assigned());
    }

    private static int[] second(float[][] rows, double share) {
        return UnitClusters.of(rows, 2, 1, new Told(0, share)).assigned();
    }

    @Test
    void anEmptyClusterTakesTheRowThatIsFarthestFromItsOwnCentre() {
        // All shares draw row 0 again and again: distances of 0 are never skipped over.
        float[][] rows = at(0, 0, 50, 20);
        UnitClusters found = UnitClusters.of(rows, 2, 1, new Told(0, 0.0));
        assertEquals(2, Arrays.stream(found.assigned()).distinct().count());
        // Rows 0 and 1 are one direction: the second centre equals the first, and row 2 is taken to fill it.
        UnitClusters equal = UnitClusters.of(at(0, 0, 0), 2, 1, new Told(0, 0.5));
        assertEquals(2, Arrays.stream(equal.assigned()).distinct().count());
        UnitClusters three = UnitClusters.of(at(0, 0, 50, 20), 3, 1, new Told(0, 0.0, 0.0));
        assertEquals(3, Arrays.stream(three.assigned()).distinct().count());
    }

    @Test
    void severalEmptyClustersTakeDifferentRowsAndLeaveNoOtherEmpty() {
        float[][] rows = at(0, 0, 0, 0, 0);
        UnitClusters found = UnitClusters.of(rows, 5, 3, new Told(2, 0.3, 0.3, 0.3, 0.3));
        assertEquals(5, Arrays.stream(found.assigned()).distinct().count());
    }

    @Test
    void passesStopWhereNothingChangesAndTheResultIsAFixedPoint() {
        UniformRandomProvider random = Streams.of(5, Purpose.CLUSTERING);
        double[] angles = IntStream.range(0, 60)
                .mapToDouble(i -> 120 * (i % 3) + 20 * random.nextDouble())
                .toArray();
        UnitClusters found = UnitClusters.of(at(angles), 3, 50, Streams.of(6, Purpose.CLUSTERING));
        UnitClusters again = UnitClusters.of(at(angles), found.assigned(), 3);
        for (int centre = 0; centre < 3; centre++) {
            assertArrayEquals(found.centres()[centre], again.centres()[centre], 1e-6f);
        }
        for (int i = 0; i < 60; i++) {
            assertEquals(found.assigned()[i % 3], found.assigned()[i], "row " + i);
        }
        assertEquals(3, Arrays.stream(found.assigned()).distinct().count());
    }

    @Test
    void theCentreIsTheDirectionOfTheMeanAndWhereThatIsNoneItStays() {
        float[][] rows = at(0, 90, 180, 270);
        UnitClusters given = UnitClusters.of(rows, new int[] {0, 0, 1, 1}, 3);
        assertEquals(45, angle(given.centres()[0]), 1e-4);
        assertEquals(-135, angle(given.centres()[1]), 1e-4);
        assertArrayEquals(new float[2], given.centres()[2]);
        // Rows of no length have no direction.
        UnitClusters none = UnitClusters.of(new float[2][2], new int[] {0, 0}, 1);
        assertArrayEquals(new float[2], none.centres()[0]);
    }

    @Test
    void loosenessIsTheMeanDistanceSmoothedAndClustersOfOneTakeTheLargest() {
        float[][] rows = at(0, 60, 90, 90, 120, 200);
        UnitClusters given = UnitClusters.of(rows, new int[] {0, 0, 1, 1, 1, 2}, 3);
        double[] raw = given.raw(rows);
        // Two rows, each 30 degrees from their middle: a chord of 2 sin 15.
        double wide = 2 * 2 * Math.sin(Math.toRadians(15)) / (2 * Math.log(12));
        double middle = angle(given.centres()[1]);
        double chords =
                2 * 2 * Math.sin(Math.toRadians((middle - 90) / 2)) + 2 * Math.sin(Math.toRadians((120 - middle) / 2));
        double narrow = chords / (3 * Math.log(13));
        assertArrayEquals(new double[] {wide, narrow, wide}, raw, 1e-6);
        assertTrue(narrow < wide);
    }

    @Test
    void concentrationsAreCutToTheirTenthsAndScaledToTheMean() {
        // Twelve clusters of two rows, the narrow ones and the wide ones in no order.
        double[] angles = new double[24];
        int[] assigned = new int[24];
        double[] raw = new double[12];
        for (int cluster = 0; cluster < 12; cluster++) {
            double half = 2 + 7 * (5 * cluster % 12);
            angles[2 * cluster] = 30 * cluster - half;
            angles[2 * cluster + 1] = 30 * cluster + half;
            assigned[2 * cluster] = cluster;
            assigned[2 * cluster + 1] = cluster;
            raw[cluster] = 2 * Math.sin(Math.toRadians(half / 2)) / Math.log(12);
        }
        UnitClusters given = UnitClusters.of(at(angles), assigned, 12);
        // Linear between order statistics: places 1.1 and 9.9 of 0 to 11.
        double[] sorted = Arrays.stream(raw).sorted().toArray();
        double low = sorted[1] + 0.1 * (sorted[2] - sorted[1]);
        double high = sorted[9] + 0.9 * (sorted[10] - sorted[9]);
        double[] cut = Arrays.stream(raw)
                .map(value -> Math.max(low, Math.min(high, value)))
                .toArray();
        double sum = Arrays.stream(cut).sum();
        double[] expected =
                Arrays.stream(cut).map(value -> 0.2 * 12 * value / sum).toArray();
        assertArrayEquals(expected, given.concentrations(at(angles), 0.2), 1e-6);
        // Single rows have no looseness to compare.
        float[][] single = at(5, 80);
        assertArrayEquals(
                new double[] {0.2, 0.2},
                UnitClusters.of(single, new int[] {0, 1}, 2).concentrations(single, 0.2),
                1e-12);
    }
}
