package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.fedlens.clustering.BottomUpClustering;
import org.fedlens.clustering.Clusters;
import org.fedlens.parallel.ParallelFor;

/** Golden checks of bottom-up clustering. */
final class ClusterParity {
    private ClusterParity() {}

    /** Several phases on the same features. */
    static boolean merge(GoldenCase golden) throws InterruptedException {
        JsonNode features = golden.inputs().get("features");
        int width = GoldenCase.shape(features).get(1);
        float[] all = GoldenCase.floats(features);
        float[][] rows = new float[all.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        Clusters now = Clusters.of(ints(golden.inputs().get("labels")));
        JsonNode merges = golden.params().get("merges");
        for (int phase = 0; phase < merges.size(); phase++) {
            now = BottomUpClustering.merge(
                            rows, now, merges.get(phase).asInt(), golden.param("size_penalty", 0), ParallelFor.SERIAL)
                    .after();
            assertArrayEquals(ints(golden.expected().get("labels_after").get(phase)), now.labels());
            assertEquals(golden.expected().get("clusters_after").get(phase).asInt(), now.count());
        }
        return true;
    }

    /** How many joins a phase makes, and the counts that follow. */
    static boolean schedule(GoldenCase golden) {
        int phases = golden.params().get("merge_phases").asInt();
        for (JsonNode row : golden.expected().get("table")) {
            int images = row.get("images").asInt();
            int common = BottomUpClustering.common(images, golden.param("merge_percent", 0));
            int personal = BottomUpClustering.towards(images, row.get("identities").asInt(), phases);
            assertEquals(row.get("m_common").asInt(), common);
            assertEquals(row.get("m_personal").asInt(), personal);
            counts(row.get("counts_common"), images, common);
            counts(row.get("counts_personal"), images, personal);
        }
        return true;
    }

    private static void counts(JsonNode expected, int images, int joins) {
        for (int phase = 0; phase < expected.size(); phase++) {
            assertEquals(expected.get(phase).asInt(), images - phase * joins);
        }
    }

    private static int[] ints(JsonNode tensor) {
        return Arrays.stream(GoldenCase.longs(tensor))
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
