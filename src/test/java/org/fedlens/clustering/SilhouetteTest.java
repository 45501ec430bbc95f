package org.fedlens.clustering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SilhouetteTest {
    private static final float[][] CROSS = {{1, 0}, {1, 0}, {0, 1}, {0, 1}};

    @Test
    void twinsFarFromTheOtherTwinsAreSeparatedPerfectly() {
        assertEquals(1, Silhouette.mean(CROSS, Clusters.of(new int[] {0, 0, 1, 1})), 1e-12);
        assertTrue(Silhouette.mean(CROSS, Clusters.of(new int[] {0, 1, 0, 1})) < 0);
    }

    @Test
    void picturesThatAreAllAloneOrAllTogetherSayNothing() {
        assertEquals(Double.NaN, Silhouette.mean(CROSS, Clusters.alone(4)));
        assertEquals(Double.NaN, Silhouette.mean(CROSS, Clusters.of(new int[] {0, 0, 0, 0})));
    }

    @Test
    void whoIsAloneCountsNothing() {
        assertEquals(0.5, Silhouette.mean(CROSS, Clusters.of(new int[] {0, 0, 1, 2})), 1e-12);
    }
}
