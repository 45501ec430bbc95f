package org.fedlens.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pictures to be asked for and pictures to look in: the test of a re-identification model.
 *
 * @param query what is asked for
 * @param gallery where it is looked for; may hold distractors and junk
 */
public record Search(SightedImages query, SightedImages gallery) {
    /** Numbers of one site stay apart from those of another by so much. */
    private static final int APART = 10_000_000;

    /** Several searches as one in which nobody belongs to two. */
    public static Search union(List<Search> searches) {
        if (searches.size() == 1) {
            return searches.get(0);
        }
        return new Search(
                joined(searches.stream().map(Search::query).toList()),
                joined(searches.stream().map(Search::gallery).toList()));
    }

    /** How many queries have a right answer that another camera took. */
    public int answerable() {
        Set<Long> seen = new HashSet<>();
        Set<Integer> several = new HashSet<>();
        Map<Integer, Integer> camera = new HashMap<>();
        int[] identities = gallery.identities();
        int[] cameras = gallery.cameras();
        for (int i = 0; i < identities.length; i++) {
            if (seen.add((long) identities[i] << 32 | cameras[i])) {
                Integer before = camera.putIfAbsent(identities[i], cameras[i]);
                if (before != null && before != cameras[i]) {
                    several.add(identities[i]);
                }
            }
        }
        int count = 0;
        int[] asked = query.identities();
        int[] by = query.cameras();
        for (int i = 0; i < asked.length; i++) {
            if (several.contains(asked[i])
                    || camera.containsKey(asked[i]) && !Objects.equals(camera.get(asked[i]), by[i])) {
                count++;
            }
        }
        return count;
    }

    private static SightedImages joined(List<SightedImages> parts) {
        int count = parts.stream().mapToInt(SightedImages::count).sum();
        int[] identities = new int[count];
        int[] cameras = new int[count];
        int at = 0;
        for (int site = 0; site < parts.size(); site++) {
            SightedImages part = parts.get(site);
            for (int i = 0; i < part.count(); i++, at++) {
                int identity = part.identities()[i];
                identities[at] = identity > Sighting.DISTRACTOR ? identity + site * APART : identity;
                cameras[at] = part.cameras()[i] + site * APART;
            }
        }
        return new SightedImages(
                JoinedImages.of(parts.stream().map(SightedImages::images).toList()), identities, cameras);
    }
}
