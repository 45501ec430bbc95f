package org.fedlens.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Pictures to be asked for and pictures to look in: the test of a re-identification model.
 *
 * @param query what is asked for
 * @param gallery where it is looked for; may hold distractors and junk
 */
public record QueryGallery(ReIdImages query, ReIdImages gallery) {
    /** Several searches as one in which nobody belongs to two. */
    public static QueryGallery union(List<QueryGallery> searches) {
        if (searches.size() == 1) {
            return searches.get(0);
        }
        return new QueryGallery(
                ReIdImages.joined(searches.stream().map(QueryGallery::query).toList()),
                ReIdImages.joined(searches.stream().map(QueryGallery::gallery).toList()));
    }

    /** How many queries have a right answer that another camera took. */
    public int answerable() {
        Set<Long> seen = new HashSet<>();
        Set<Integer> several = new HashSet<>();
        java.util.Map<Integer, Integer> camera = new java.util.HashMap<>();
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
}
