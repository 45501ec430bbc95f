package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fedlens.clustering.BottomUpClustering;
import org.fedlens.clustering.Clusters;
import org.fedlens.parallel.ParallelFor;

/** Golden checks of bottom-up clustering. */
final class ClusterParity {
    private ClusterParity() {}

    /** Several phases on the same features. */
    static void merge(GoldenCase golden) throws InterruptedException {
        float[][] rows = golden.inputs().get("features").rows();
        Clusters now = Clusters.of(golden.inputs().get("labels").ints());
        GoldenValue merges = golden.params().get("merges");
        double penalty = golden.number("size_penalty");
        for (int phase = 0; phase < merges.size(); phase++) {
            now = BottomUpClustering.merge(rows, now, merges.get(phase).integer(), penalty, ParallelFor.SERIAL)
                    .after();
            assertArrayEquals(golden.expected().get("labels_after").get(phase).ints(), now.labels());
            assertEquals(golden.expected().get("clusters_after").get(phase).integer(), now.count());
        }
    }

    /** How many joins a phase makes, and the counts that follow. */
    static void schedule(GoldenCase golden) {
        int phases = golden.integer("merge_phases");
        double share = golden.number("merge_percent");
        int[] images = golden.inputs().get("images").ints();
        int[] identities = golden.inputs().get("identities").ints();
        GoldenValue table = golden.expected().get("table");
        assertEquals(images.length, table.size());
        for (int i = 0; i < images.length; i++) {
            GoldenValue row = table.get(i);
            assertEquals(row.get("images").integer(), images[i]);
            assertEquals(row.get("identities").integer(), identities[i]);
            int common = BottomUpClustering.common(images[i], share);
            int personal = BottomUpClustering.towards(images[i], identities[i], phases);
            assertEquals(row.get("m_common").integer(), common);
            assertEquals(row.get("m_personal").integer(), personal);
            counts(row.get("counts_common").ints(), images[i], common);
            counts(row.get("counts_personal").ints(), images[i], personal);
        }
    }

    private static void counts(int[] expected, int images, int joins) {
        for (int phase = 0; phase < expected.length; phase++) {
            assertEquals(expected[phase], images - phase * joins);
        }
    }
}
