package org.fedlens.federated;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a personalisation takes from a visit for the client's next one.
 *
 * @param kept added to the client's memory
 * @param figures worth telling, by the names they have in metrics.csv
 */
public record Noted(Memory kept, Map<String, Double> figures) {
    public static final Noted NOTHING = new Noted(Memory.NONE, Map.of());

    public Noted {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }
}
