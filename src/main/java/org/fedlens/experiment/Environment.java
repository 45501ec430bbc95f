package org.fedlens.experiment;

import java.util.Map;

/**
 * What a run ran on, for whoever reads its figures later. Nothing here decides them.
 *
 * @param format version of the run folder's layout
 * @param started when, as an ISO instant
 * @param base folder at which a relative data source starts
 * @param data content hash of the images and labels that were used
 * @param partition content hash of who held what
 * @param versions of FedLens, Java, the engine and the system
 */
public record Environment(
        int format,
        String started,
        long seed,
        String device,
        int workers,
        String base,
        String data,
        String partition,
        Map<String, String> versions) {
    public Environment {
        versions =
                versions == null ? Map.of() : java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(versions));
    }
}
