package org.fedlens.data.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.Labels;
import org.fedlens.data.ReIdSites;
import org.fedlens.settings.Named;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * One client a place: the data set of each site, or each camera of each site, in their order. Only for data whose
 * origin is known, and for as many clients as there are places.
 *
 * <p>Source: FedReID (Zhuang et al. 2020), there by data set and by camera.
 */
final class SiteSplit {
    private SiteSplit() {}

    private static List<int[]> split(Optional<ReIdSites> sites, boolean cameras, int clients) {
        ReIdSites known = sites.orElseThrow(SiteSplit::unknown);
        TreeMap<Long, List<Integer>> places = new TreeMap<>();
        int[] site = known.site();
        int[] camera = known.camera();
        for (int picture = 0; picture < site.length; picture++) {
            long place = ((long) site[picture] << 32) + (cameras ? camera[picture] : 0);
            places.computeIfAbsent(place, first -> new ArrayList<>()).add(picture);
        }
        if (places.size() != clients) {
            throw new Problem(
                    "partition.clients",
                    Text.of("partition.otherSites", places.size(), clients),
                    Text.of("partition.otherSites.mend", places.size()));
        }
        return places.values().stream()
                .map(pictures -> pictures.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static Problem unknown() {
        return new Problem("partition.scheme", Text.of("partition.noSites"), Text.of("partition.noSites.mend"));
    }

    /** One client a data set: clients share neither people nor cameras. */
    @Named("site")
    record BySite() implements Partitioner {
        @Override
        public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
            throw unknown();
        }

        @Override
        public List<int[]> split(Labels labels, Optional<ReIdSites> sites, int clients, UniformRandomProvider random) {
            return SiteSplit.split(sites, false, clients);
        }
    }

    /** One client a camera: clients of one place know the same people under labels of their own. */
    @Named("camera")
    record ByCamera() implements Partitioner {
        @Override
        public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
            throw unknown();
        }

        @Override
        public List<int[]> split(Labels labels, Optional<ReIdSites> sites, int clients, UniformRandomProvider random) {
            return SiteSplit.split(sites, true, clients);
        }
    }
}
