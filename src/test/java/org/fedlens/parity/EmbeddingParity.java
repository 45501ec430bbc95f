package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.fedlens.metrics.NearestNeighbours;

/** Golden checks of what looks at embeddings. */
final class EmbeddingParity {
    private EmbeddingParity() {}

    static boolean neighbours(GoldenCase golden) {
        float[][] bank = rows(golden.inputs().get("bank"));
        int[] labels = Arrays.stream(GoldenCase.longs(golden.inputs().get("bank_labels")))
                .mapToInt(Math::toIntExact)
                .toArray();
        NearestNeighbours neighbours = new NearestNeighbours(
                bank,
                labels,
                golden.params().get("classes").asInt(),
                golden.params().get("k").asInt(),
                golden.params().get("temperature").asDouble());
        float[][] queries = rows(golden.inputs().get("queries"));
        double[] scores = Arrays.stream(queries)
                .flatMapToDouble(query -> Arrays.stream(neighbours.scores(query)))
                .toArray();
        golden.near(golden.expected().get("scores"), scores, "scores");
        long[] predicted = GoldenCase.longs(golden.expected().get("prediction"));
        for (int i = 0; i < queries.length; i++) {
            assertEquals(predicted[i], neighbours.classify(queries[i]));
        }
        return true;
    }

    private static float[][] rows(JsonNode tensor) {
        int width = GoldenCase.shape(tensor).get(1);
        float[] all = GoldenCase.floats(tensor);
        float[][] rows = new float[all.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        return rows;
    }
}
