package org.fedlens.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.parallel.ParallelFor;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;

/** How clusters came about, against the merging itself. */
class MergeTreeTest {
    private static float[][] features(int pictures) {
        UniformRandomProvider random = Streams.of(4, Purpose.SHUFFLE);
        float[][] features = new float[pictures][3];
        for (float[] row : features) {
            for (int k = 0; k < row.length; k++) {
                row[k] = random.nextFloat();
            }
        }
        return features;
    }

    @Test
    void theClustersOfEveryPhaseFollowFromTheJoins() throws InterruptedException {
        float[][] features = features(60);
        Clusters now = Clusters.alone(60);
        MergeTree tree = MergeTree.alone(60);
        assertEquals(0, tree.phases());
        for (int phase = 1; phase <= 6; phase++) {
            BottomUpClustering.Phase merged = BottomUpClustering.merge(features, now, 8, 0.01, ParallelFor.SERIAL);
            tree = tree.plus(phase, merged.joins());
            now = merged.after();
            assertEquals(now, tree.after(phase));
            assertEquals(phase, tree.phases());
        }
        assertEquals(Clusters.alone(60), tree.after(0));
        assertEquals(12, tree.after(6).count());
    }

    @Test
    void whateverIsOneClusterInSomePhaseStandsSideBySide() throws InterruptedException {
        float[][] features = features(60);
        Clusters now = Clusters.alone(60);
        MergeTree tree = MergeTree.alone(60);
        for (int phase = 1; phase <= 6; phase++) {
            BottomUpClustering.Phase merged = BottomUpClustering.merge(features, now, 8, 0.01, ParallelFor.SERIAL);
            tree = tree.plus(phase, merged.joins());
            now = merged.after();
        }
        int[] order = tree.order();
        assertArrayEquals(
                Clusters.alone(60).labels(), Arrays.stream(order).sorted().toArray());
        for (int phase = 0; phase <= 6; phase++) {
            Clusters clusters = tree.after(phase);
            int changes = 1;
            for (int place = 1; place < order.length; place++) {
                changes += clusters.of(order[place]) == clusters.of(order[place - 1]) ? 0 : 1;
            }
            assertEquals(clusters.count(), changes);
        }
        int[] sizes = new int[now.count()];
        int at = 0;
        for (int place = 0; place < order.length; place++) {
            at += place > 0 && now.of(order[place]) != now.of(order[place - 1]) ? 1 : 0;
            sizes[at]++;
        }
        for (int i = 1; i < sizes.length; i++) {
            assertEquals(true, sizes[i] <= sizes[i - 1], Arrays.toString(sizes));
        }
    }

    @Test
    void aTreeThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MergeTree(3, List.of(new MergeTree.Merge(1, 0, 3))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MergeTree(3, List.of(new MergeTree.Merge(2, 0, 1), new MergeTree.Merge(1, 1, 2))));
    }
}
