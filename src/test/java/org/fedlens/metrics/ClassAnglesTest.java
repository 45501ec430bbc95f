package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;

class ClassAnglesTest {
    @Test
    void anglesByHand() {
        float[][] rows = {{1, 0}, {2, 2}, {0, 3}};
        ClassAngles angles = ClassAngles.of(rows, new int[] {0, 0, 1});
        assertEquals(45, angles.within(), 1e-4);
        assertEquals((90 + 45) / 2.0, angles.between(), 1e-4);
        assertTrue(Double.isNaN(ClassAngles.of(rows, new int[] {0, 1, 2}).within()));
    }

    @Test
    void evenDirectionsUseEveryDimensionAndOnePointUsesNone() {
        UniformRandomProvider random = Streams.of(1, Purpose.NOISE);
        float[][] even = new float[2000][16];
        for (float[] row : even) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
            }
        }
        Collapse healthy = Collapse.of(even);
        assertEquals(0.25, healthy.spread(), 0.01);
        assertEquals(16, healthy.effectiveRank(), 0.5);
        float[][] one = new float[50][16];
        Arrays.stream(one).forEach(row -> Arrays.fill(row, 0.3f));
        assertEquals(new Collapse(0, 0), Collapse.of(one));
    }

    @Test
    void oneDirectionToEitherSideIsOneDimension() {
        float[][] line = {{1, 1}, {-1, -1}, {1, 1}, {-2, -2}};
        assertEquals(1, Collapse.of(line).effectiveRank(), 1e-6);
    }

    @Test
    void clustersOfDirectionsAreFound() {
        float[][] rows = {{1, 0}, {3, 0.1f}, {0, 1}, {0.1f, 2}, {-1, 0}, {-5, 0.1f}};
        SphericalKMeans clusters = SphericalKMeans.of(rows, 3, 20, Streams.of(2, Purpose.CLUSTERING));
        int[] assigned = clusters.assigned();
        assertEquals(assigned[0], assigned[1]);
        assertEquals(assigned[2], assigned[3]);
        assertEquals(assigned[4], assigned[5]);
        assertEquals(3, Arrays.stream(assigned).distinct().count());
        SphericalKMeans twice = SphericalKMeans.of(rows, 3, 20, Streams.of(2, Purpose.CLUSTERING));
        assertTrue(Arrays.equals(assigned, twice.assigned()));
        for (double phi : clusters.concentrations(rows, 0.2)) {
            assertTrue(phi > 0);
        }
    }

    @Test
    void noClusterIsLeftEmpty() {
        float[][] rows = {{1, 0}, {1, 0}, {1, 0}, {0, 1}};
        int[] assigned = SphericalKMeans.of(rows, 3, 5, Streams.of(1, Purpose.CLUSTERING))
                .assigned();
        assertEquals(3, Arrays.stream(assigned).distinct().count());
    }
}
