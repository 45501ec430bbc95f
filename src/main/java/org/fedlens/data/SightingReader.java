package org.fedlens.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Reads the pictures of re-identification sets, small ones into memory: one set, or a folder of several, each a place
 * of its own. The classes are the people of the training parts; distractors and junk there are left out.
 */
final class SightingReader {
    private final int height;
    private final int width;
    private final List<Text> notes = new ArrayList<>();
    private final Reading.Skipped skipped;
    private final PixelCache cache = PixelCache.standard();

    /**
     * @param height rows wanted, 0 for those of the first training picture
     * @param width columns wanted, 0 for those of the first training picture
     */
    private SightingReader(int height, int width, Reading how) {
        this.skipped = new Reading.Skipped(how);
        this.height = height;
        this.width = width;
    }

    /** True if {@link #read} would try. */
    static boolean recognises(Path folder) {
        return ReIdSources.recognises(folder) || !places(folder).isEmpty();
    }

    private static List<Path> places(Path folder) {
        return Listing.folders(folder).stream().filter(ReIdSources::recognises).toList();
    }

    /** @param trainLimit how many training pictures to keep at most, drawn at random; 0 keeps all */
    static DataSet read(Path folder, int trainLimit, long seed, int height, int width, Reading how) {
        List<Path> folders = ReIdSources.recognises(folder) ? List.of(folder) : places(folder);
        List<ReIdSet> sets =
                folders.stream().map(place -> ReIdSources.open(place, seed)).toList();
        Path first = sets.stream()
                .flatMap(set -> set.train().stream())
                .findFirst()
                .orElseThrow(() ->
                        new Problem(folder.toString(), Text.of("data.noTraining"), Text.of("data.noTraining.mend")))
                .image();
        ImageShape stored = Pictures.shape(first);
        SightingReader reader =
                new SightingReader(height == 0 ? stored.height() : height, width == 0 ? stored.width() : width, how);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            places.add(reader.place(sets.get(i), folders.get(i)));
        }
        reader.notes.addAll(reader.skipped.notes());
        return assembled(Listing.name(folder), places, trainLimit, seed, reader.notes);
    }

    /** One place with its pictures. */
    record Place(String name, SightedImages train, Search search) {}

    private Place place(ReIdSet set, Path folder) {
        List<Sighting> people = set.train().stream()
                .filter(sighting -> sighting.identity() > Sighting.DISTRACTOR)
                .toList();
        if (!FileImages.suits(height, width)) {
            long pictures = people.size() + set.query().size() + set.gallery().size();
            Room.checkBytes(folder.toString(), 3L * height * width * pictures);
        }
        Search search = new Search(images(set.query()), images(set.gallery()));
        int answerable = search.answerable();
        if (answerable == 0) {
            throw new Problem(folder.toString(), Text.of("data.noAnswer"), Text.of("data.noAnswer.mend"));
        }
        if (answerable < search.query().count()) {
            notes.add(Text.of("data.unanswered", set.name(), search.query().count() - answerable));
        }
        return new Place(set.name(), images(people), search);
    }

    private SightedImages images(List<Sighting> sightings) {
        boolean large = FileImages.suits(height, width);
        FileImages.Survey files = new FileImages.Survey(height, width, cache);
        PixelBlock.Filler filler = new PixelBlock.Filler(new ImageShape(3, height, width));
        List<Sighting> read = new ArrayList<>();
        for (Sighting sighting : sightings) {
            skipped.attempt(() -> Picture.read(sighting.image())).ifPresent(picture -> {
                if (large) {
                    files.add(sighting.image(), picture);
                } else {
                    filler.add(picture.resized(height, width).planes(), 0);
                }
                read.add(sighting);
            });
        }
        return new SightedImages(
                large ? files.done(3) : filler.done(),
                read.stream().mapToInt(Sighting::identity).toArray(),
                read.stream().mapToInt(Sighting::camera).toArray());
    }

    /** Puts places together; classes are people in the order of place and number. */
    static DataSet assembled(String name, List<Place> places, int trainLimit, long seed, List<Text> notes) {
        List<String> people = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        for (int site = 0; site < places.size(); site++) {
            SightedImages train = places.get(site).train();
            Map<Integer, Integer> classes = new TreeMap<>();
            Arrays.stream(train.identities()).forEach(identity -> classes.put(identity, 0));
            for (Map.Entry<Integer, Integer> entry : classes.entrySet()) {
                entry.setValue(people.size());
                people.add(
                        places.size() == 1
                                ? entry.getKey().toString()
                                : places.get(site).name() + "/" + entry.getKey());
            }
            int[] identities = train.identities();
            int[] cameras = train.cameras();
            for (int i = 0; i < identities.length; i++) {
                rows.add(new int[] {classes.get(identities[i]), site, cameras[i]});
            }
        }
        Images images = JoinedImages.of(
                places.stream().map(place -> place.train().images()).toList());
        int[] kept = kept(images.count(), trainLimit, seed);
        LabelledImages all = new LabelledImages(images, Labels.of(column(rows, kept, 0, false), people.size()));
        Sites sites = new Sites(
                places.stream().map(Place::name).toList(),
                column(rows, kept, 1, true),
                column(rows, kept, 2, true),
                places.stream().map(Place::search).toList());
        return DataSet.of(name, people, kept.length == images.count() ? all : all.subset(kept), sites, notes);
    }

    private static int[] kept(int count, int limit, long seed) {
        if (limit == 0 || limit >= count) {
            return PermutationSampler.natural(count);
        }
        int[] chosen = new PermutationSampler(Streams.of(seed, Purpose.SUBSET, 0), count, limit).sample();
        Arrays.sort(chosen);
        return chosen;
    }

    private static int[] column(List<int[]> rows, int[] kept, int column, boolean some) {
        return some
                ? Arrays.stream(kept).map(row -> rows.get(row)[column]).toArray()
                : rows.stream().mapToInt(row -> row[column]).toArray();
    }
}
