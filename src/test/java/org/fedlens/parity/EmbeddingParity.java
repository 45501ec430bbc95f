package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.fedlens.metrics.NearestNeighbours;

/** Golden checks of what looks at embeddings. */
final class EmbeddingParity {
    private EmbeddingParity() {}

    static void neighbours(GoldenCase golden) {
        NearestNeighbours neighbours = new NearestNeighbours(
                golden.inputs().get("bank").rows(),
                golden.inputs().get("bank_labels").ints(),
                golden.integer("classes"),
                golden.integer("k"),
                golden.number("temperature"));
        float[][] queries = golden.inputs().get("queries").rows();
        double[] scores = Arrays.stream(queries)
                .flatMapToDouble(query -> Arrays.stream(neighbours.scores(query)))
                .toArray();
        golden.near(golden.expected().get("scores"), scores, "scores");
        long[] predicted = golden.expected().get("prediction").longs();
        for (int i = 0; i < queries.length; i++) {
            assertEquals(predicted[i], neighbours.classify(queries[i]));
        }
    }
}
