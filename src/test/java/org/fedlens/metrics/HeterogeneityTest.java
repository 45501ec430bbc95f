package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeterogeneityTest {
    private static final double NEAR = 1e-12;

    @Test
    void equalMixesDifferInNothing() {
        Heterogeneity even = Heterogeneity.of(new int[][] {{10, 20, 30}, {10, 20, 30}});
        assertEquals(0, even.meanJensenShannon(), NEAR);
        assertEquals(0, even.meanEarthMover(), NEAR);
        assertEquals(0, even.sizeVariation(), NEAR);
    }

    @Test
    void twoClientsWithOneClassEachHaveTheirTextbookFigures() {
        Heterogeneity apart = Heterogeneity.of(new int[][] {{50, 0}, {0, 50}});
        // Against the even mix: H(3/4, 1/4) - 1/2 = 0.311278 bits.
        assertEquals(0.311278124459, apart.jensenShannon()[0], 1e-9);
        assertEquals(1, apart.earthMover()[1], NEAR);
        assertEquals(1, apart.meanEffectiveClasses(), NEAR);
    }

    @Test
    void manyClientsWithOneClassEachComeNearTheBounds() {
        int[][] counts = new int[200][200];
        for (int client = 0; client < 200; client++) {
            counts[client][client] = 5;
        }
        Heterogeneity apart = Heterogeneity.of(counts);
        assertTrue(apart.meanJensenShannon() > 0.95 && apart.meanJensenShannon() < 1);
        assertEquals(1.99, apart.meanEarthMover(), NEAR);
    }

    @Test
    void sizesVaryAndAClientWithoutPicturesHasNoMix() {
        Heterogeneity uneven = Heterogeneity.of(new int[][] {{10, 10}, {30, 30}, {0, 0}});
        assertEquals(Double.NaN, uneven.jensenShannon()[2]);
        assertEquals(2, uneven.meanEffectiveClasses(), NEAR);
        // Sizes 20, 60, 0: deviation 24.944 over mean 26.667.
        assertEquals(0.935414346693, uneven.sizeVariation(), 1e-9);
    }
}
