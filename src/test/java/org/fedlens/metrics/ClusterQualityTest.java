package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClusterQualityTest {
    @Test
    void equalDivisionsAreBestWhateverTheirNumbers() {
        ClusterQuality same = ClusterQuality.of(new int[] {5, 5, 2, 2, 9}, new int[] {0, 0, 1, 1, 2});
        assertEquals(new ClusterQuality(1, 1, 1), same);
    }

    @Test
    void aHandCalculatedExampleIsMet() {
        // Clusters {a a b} {b c}; pairs together 3 + 1, of one person 1 + 1, right 1; by chance 4 * 2 / 10.
        ClusterQuality seen = ClusterQuality.of(new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 1, 1, 2});
        assertEquals(3 / 5.0, seen.purity(), 1e-12);
        assertEquals(2 * 1 / (4.0 + 2), seen.pairwiseF1(), 1e-12);
        assertEquals((1 - 0.8) / (3 - 0.8), seen.adjustedRand(), 1e-12);
    }

    @Test
    void everybodyAloneIsPureButFindsNobody() {
        ClusterQuality alone = ClusterQuality.of(new int[] {0, 1, 2, 3}, new int[] {0, 0, 1, 1});
        assertEquals(1, alone.purity());
        assertEquals(0, alone.pairwiseF1());
        assertEquals(0, alone.adjustedRand(), 1e-12);
    }

    @Test
    void strangersAreWhoeverIsNotOfTheMostFrequentIdentityOfTheirCluster() {
        int[] clusters = {4, 4, 4, 1, 1, 0};
        int[] truth = {7, 2, 7, 3, 1, 2};
        boolean[] strangers = ClusterQuality.strangers(clusters, truth);
        // Of the two of cluster 1 both are as frequent; the smaller identity counts.
        assertArrayEquals(new boolean[] {false, true, false, true, false, false}, strangers);
        assertEquals(4 / 6.0, ClusterQuality.of(clusters, truth).purity(), 1e-12);
    }
}
