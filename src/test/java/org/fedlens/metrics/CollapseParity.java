package org.fedlens.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fedlens.parity.GoldenCase;

/** Golden checks of figures about embeddings. */
public final class CollapseParity {
    private CollapseParity() {}

    public static boolean collapse(GoldenCase golden) {
        Collapse collapse = Collapse.of(rows(golden.inputs().get("z")));
        golden.near(golden.expected().get("collapse_std"), new double[] {collapse.spread()}, "collapse_std");
        return true;
    }

    public static boolean concentrations(GoldenCase golden) {
        float[][] rows = rows(golden.inputs().get("features"));
        int[] assigned = Arrays.stream(GoldenCase.longs(golden.inputs().get("assignment")))
                .mapToInt(Math::toIntExact)
                .toArray();
        UnitClusters clusters =
                UnitClusters.of(rows, assigned, golden.inputs().get("clusters").asInt());
        double[] centres = Arrays.stream(clusters.centres())
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                .toArray();
        golden.near(golden.expected().get("centroids"), centres, "centroids");
        golden.near(golden.expected().get("phi_raw"), clusters.raw(rows), "phi_raw");
        golden.near(golden.expected().get("phi"), clusters.concentrations(rows, golden.param("temperature", 0)), "phi");
        return true;
    }

    private static float[][] rows(JsonNode tensor) {
        float[] flat = GoldenCase.floats(tensor);
        int width = GoldenCase.shape(tensor).get(1);
        float[][] rows = new float[flat.length / width][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
        return rows;
    }
}
