package org.fedlens.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run ran on, for whoever reads its figures later. Nothing here decides them.
 *
 * @param format version of the run folder's layout
 * @param started when, as an ISO instant
 * @param base folder at which a relative data source starts
 * @param data content hash of the images and labels that were used
 * @param partition content hash of who held what
 * @param notes what was done to the data while they were read, such as damaged files left out
 * @param choices every setting of the method, of augmentation and of distillation with its value, defaults too: where a
 *     paper and its authors' code differ, here stands which of them was followed
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
        Map<String, String> choices,
        Map<String, String> versions,
        List<String> notes) {
    public Environment {
        choices = choices == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(choices));
        notes = notes == null ? List.of() : List.copyOf(notes);
        versions = versions == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(versions));
    }
}
