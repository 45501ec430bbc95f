package org.fedlens.data.partition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.data.ReIdSample;

/**
 * What one client of a re-identification federation holds. Labels are the client's own: its identities in ascending
 * order, counted from 0, so that no client learns how others number people.
 *
 * @param name the camera, the data set, or a number
 * @param sightings the pictures
 * @param labels one a picture, 0 to {@code identities - 1}
 * @param identities how many people the client knows
 */
public record ReIdClient(String name, List<ReIdSample> sightings, int[] labels, int identities) {
    public ReIdClient {
        sightings = List.copyOf(sightings);
        labels = labels.clone();
        if (labels.length != sightings.size()) {
            throw new IllegalArgumentException(labels.length + " labels for " + sightings.size() + " pictures");
        }
    }

    /** A client whose labels are worked out here. */
    static ReIdClient of(String name, List<ReIdSample> sightings) {
        Map<Integer, Integer> own = new TreeMap<>();
        sightings.forEach(sighting -> own.put(sighting.identity(), 0));
        int next = 0;
        for (Map.Entry<Integer, Integer> identity : own.entrySet()) {
            identity.setValue(next++);
        }
        int[] labels = sightings.stream()
                .mapToInt(sighting -> own.get(sighting.identity()))
                .toArray();
        return new ReIdClient(name, sightings, labels, own.size());
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReIdClient that
                && name.equals(that.name)
                && sightings.equals(that.sightings)
                && Arrays.equals(labels, that.labels)
                && identities == that.identities;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + sightings.hashCode();
    }
}
