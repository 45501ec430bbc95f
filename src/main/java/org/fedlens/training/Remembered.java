package org.fedlens.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.federated.Memory;

/**
 * What an objective takes from a visit.
 *
 * @param kept stays with the client until its next visit
 * @param sent travels to the server with the update
 * @param figures worth telling of this client's visit, by the names they have in metrics.csv
 */
public record Remembered(Memory kept, Memory sent, Map<String, Double> figures) {
    public Remembered {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    public Remembered(Memory kept, Memory sent) {
        this(kept, sent, Map.of());
    }
}
