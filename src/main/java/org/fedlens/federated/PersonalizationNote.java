package org.fedlens.federated;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a personalisation takes from a visit for the client's next one.
 *
 * @param kept added to the client's memory
 * @param figures worth telling, by the names they have in metrics.csv
 */
public record PersonalizationNote(MethodMemory kept, Map<String, Double> figures) {
    public static final PersonalizationNote NOTHING = new PersonalizationNote(MethodMemory.NONE, Map.of());

    public PersonalizationNote {
        figures = java.util.Collections.unmodifiableMap(new TreeMap<>(figures));
    }
}
