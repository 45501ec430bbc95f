package org.fedlens.metrics;

import java.util.Arrays;
import org.fedlens.parity.GoldenCase;

/** Golden checks of figures about embeddings. */
public final class CollapseParity {
    private CollapseParity() {}

    public static void collapse(GoldenCase golden) {
        Collapse collapse = Collapse.of(golden.inputs().get("z").rows());
        golden.near(golden.expected().get("collapse_std"), collapse.spread(), "collapse_std");
    }

    public static void concentrations(GoldenCase golden) {
        float[][] rows = golden.inputs().get("features").rows();
        int[] assigned = golden.inputs().get("assignment").ints();
        SphericalKMeans clusters = SphericalKMeans.of(
                rows, assigned, golden.inputs().get("clusters").integer());
        double smoothing = golden.number("a");
        double low = golden.number("percentile_low") / 100;
        double high = golden.number("percentile_high") / 100;
        double mean = golden.number("temperature");
        double[] centres = Arrays.stream(clusters.centres())
                .flatMapToDouble(
                        row -> java.util.stream.IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                .toArray();
        golden.near(golden.expected().get("centroids"), centres, "centroids");
        golden.near(golden.expected().get("phi_raw"), clusters.raw(rows, smoothing), "phi_raw");
        golden.near(golden.expected().get("phi"), clusters.concentrations(rows, mean, smoothing, low, high), "phi");
    }
}
