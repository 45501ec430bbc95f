package org.fedlens.clustering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

    @Test
    void clustersOfAnySizeAreJudgedPairByPair() {
        int[] labels = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3};
        float[][] features = new float[labels.length][];
        for (int i = 0; i < labels.length; i++) {
            double angle = 1.3 * labels[i] + 0.1 * i * i;
            features[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
        double total = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] sums = new double[4];
            int[] counts = new int[4];
            for (int j = 0; j < labels.length; j++) {
                if (j != i) {
                    sums[labels[j]] += 1 - features[i][0] * features[j][0] - features[i][1] * features[j][1];
                    counts[labels[j]]++;
                }
            }
            double own = sums[labels[i]] / counts[labels[i]];
            double other = Double.POSITIVE_INFINITY;
            for (int cluster = 0; cluster < 4; cluster++) {
                other = cluster == labels[i] ? other : Math.min(other, sums[cluster] / counts[cluster]);
            }
            total += counts[labels[i]] == 0 ? 0 : (other - own) / Math.max(other, own);
        }
        assertEquals(total / labels.length, Silhouette.mean(features, Clusters.of(labels)), 1e-6);
    }

    @Test
    void divisionsAreEqualByTheirLabelsAndShareOfPicturesIsRoundedDown() {
        assertEquals(Clusters.of(new int[] {5, 5, 2}), Clusters.of(new int[] {1, 1, 0}));
        assertEquals(
                Clusters.of(new int[] {5, 5, 2}).hashCode(),
                Clusters.of(new int[] {1, 1, 0}).hashCode());
        assertNotEquals(Clusters.of(new int[] {0, 0, 1}), Clusters.of(new int[] {0, 1, 1}));
        assertEquals(7, BottomUp.common(75, 0.1));
        assertEquals(0, BottomUp.common(9, 0.1));
        assertEquals(3, BottomUp.towards(17, 5, 4));
        assertEquals(0, BottomUp.towards(4, 5, 4));
    }
}
