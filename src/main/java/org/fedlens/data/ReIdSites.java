package org.fedlens.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the pictures of a re-identification data set come from, and how each place is tested.
 *
 * @param names of the places, one data set each
 * @param site the place of every training picture
 * @param camera the camera of every training picture, a number of its own place
 * @param searches the test of every place
 */
public record ReIdSites(List<String> names, int[] site, int[] camera, List<QueryGallery> searches) {
    public ReIdSites {
        names = List.copyOf(names);
        searches = List.copyOf(searches);
        site = site.clone();
        camera = camera.clone();
        if (names.size() != searches.size() || site.length != camera.length) {
            throw new IllegalArgumentException(names + " with " + searches.size() + " searches, " + site.length
                    + " places and " + camera.length + " cameras");
        }
    }

    @Override
    public int[] site() {
        return site.clone();
    }

    @Override
    public int[] camera() {
        return camera.clone();
    }

    /** The place that these training pictures come from, if they are all of one and all of it. */
    public Optional<String> name(int[] pictures) {
        int[] places =
                Arrays.stream(pictures).map(picture -> site[picture]).distinct().toArray();
        boolean whole = places.length == 1
                && Arrays.stream(site).filter(place -> place == places[0]).count() == pictures.length;
        return whole ? Optional.of(names.get(places[0])) : Optional.empty();
    }

    /** The test for somebody who holds these training pictures: that of the place, or of the places, they come from. */
    public QueryGallery search(int[] pictures) {
        return QueryGallery.union(Arrays.stream(pictures)
                .map(picture -> site[picture])
                .distinct()
                .sorted()
                .mapToObj(searches::get)
                .toList());
    }
}
