package org.fedlens.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Sets with one folder for each camera and no division, as VIPeR: {@code cam_a/001_45.bmp}, {@code cam_b/001_90.bmp};
 * the number in front is the identity. Half of the identities that several cameras saw, drawn by the seed, are for
 * training, as in the usual protocol; of the others the first camera asks and the rest is the gallery. Identities of
 * one camera only go to the gallery.
 *
 * <p>Source: Gray and Tao, Viewpoint invariant pedestrian recognition (2008).
 */
final class CameraFolders implements ReIdFormat {
    private static final Pattern FOLDER = Pattern.compile("cam_?(\\d{1,4}|[a-z])");
    private static final Pattern FILE = Pattern.compile("(\\d{1,7})(?!\\d).*");

    @Override
    public boolean recognises(Path folder) {
        return Listing.folders(folder).stream()
                        .filter(child -> FOLDER.matcher(Listing.lower(child)).matches())
                        .count()
                > 1;
    }

    @Override
    public ReIdSet read(Path folder, long seed) {
        List<Sighting> all = new ArrayList<>();
        for (Path child : Listing.folders(folder)) {
            Matcher camera = FOLDER.matcher(Listing.lower(child));
            if (camera.matches()) {
                PictureFile.in(child).forEach(file -> all.add(sighting(file, SightingNames.camera(camera.group(1)))));
            }
        }
        if (all.isEmpty()) {
            throw new Problem(
                    folder.toString(), Text.of("data.images.emptyClass"), Text.of("data.images.emptyClass.mend"));
        }
        int asking = all.stream().mapToInt(Sighting::camera).min().orElseThrow();
        Set<Integer> asked = identities(all, asking, true);
        Set<Integer> several = new TreeSet<>(asked);
        several.retainAll(identities(all, asking, false));
        UniformRandomProvider random = Streams.of(seed, Purpose.TEST_SPLIT);
        List<Integer> order = new ArrayList<>(several);
        ListSampler.shuffle(random, order);
        Set<Integer> trained = new TreeSet<>(order.subList(0, order.size() / 2));
        List<Sighting> train = new ArrayList<>();
        List<Sighting> query = new ArrayList<>();
        List<Sighting> gallery = new ArrayList<>();
        for (Sighting sighting : all) {
            boolean asks = sighting.camera() == asking && several.contains(sighting.identity());
            (trained.contains(sighting.identity()) ? train : asks ? query : gallery).add(sighting);
        }
        return new ReIdSet(Listing.name(folder), "camera folders", train, query, gallery);
    }

    private static Set<Integer> identities(List<Sighting> all, int camera, boolean same) {
        Set<Integer> identities = new TreeSet<>();
        all.stream()
                .filter(sighting -> (sighting.camera() == camera) == same)
                .forEach(sighting -> identities.add(sighting.identity()));
        return identities;
    }

    private static Sighting sighting(Path file, int camera) {
        Matcher number = FILE.matcher(Listing.name(file));
        if (!number.matches()) {
            throw new Problem(file.toString(), Text.of("data.sighting"), Text.of("data.sighting.mend"));
        }
        // Numbers may start at 0, which stands for distractors elsewhere.
        return new Sighting(file, Integer.parseInt(number.group(1)) + 1, camera);
    }
}
