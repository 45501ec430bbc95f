package org.fedlens.training;

import java.util.Map;
import java.util.TreeMap;
import org.fedlens.federated.MethodMemory;

/**
 * What an objective takes from a visit.
 *
 * @param kept stays with the client until its next visit
 * @param sent travels to the server with the update
 * @param figures worth telling of this client's visit, by the names they have in metrics.csv
 */
public record VisitMemory(MethodMemory kept, MethodMemory sent, Map<String, Double> figures) {
    public VisitMemory {
        figures = java.util.Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    public VisitMemory(MethodMemory kept, MethodMemory sent) {
        this(kept, sent, Map.of());
    }
}
