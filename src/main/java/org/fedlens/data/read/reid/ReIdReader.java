package org.fedlens.data.read.reid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.JoinedImages;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.MemoryGuard;
import org.fedlens.data.PixelBlock;
import org.fedlens.data.PixelCache;
import org.fedlens.data.QueryGallery;
import org.fedlens.data.ReIdImages;
import org.fedlens.data.ReIdSample;
import org.fedlens.data.ReIdSet;
import org.fedlens.data.ReIdSites;
import org.fedlens.data.read.DecodedImage;
import org.fedlens.data.read.FolderListing;
import org.fedlens.data.read.ImageFiles;
import org.fedlens.data.read.LazyImages;
import org.fedlens.data.read.ReadingOptions;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Reads the pictures of re-identification sets, small ones into memory: one set, or a folder of several, each a place of
 * its own. The classes are the people of the training parts; distractors and junk there are left out.
 */
public final class ReIdReader {
    private final int height;
    private final int width;
    private final List<Text> notes = new ArrayList<>();
    private final ReadingOptions.Skipped skipped;
    private final PixelCache cache = PixelCache.standard();

    /**
     * @param height rows wanted, 0 for those of the first training picture
     * @param width columns wanted, 0 for those of the first training picture
     */
    private ReIdReader(int height, int width, ReadingOptions how) {
        this.skipped = new ReadingOptions.Skipped(how);
        this.height = height;
        this.width = width;
    }

    /** True if {@link #read} would try. */
    public static boolean recognises(Path folder) {
        return ReIdSources.recognises(folder) || !places(folder).isEmpty();
    }

    private static List<Path> places(Path folder) {
        return FolderListing.folders(folder).stream()
                .filter(ReIdSources::recognises)
                .toList();
    }

    /** @param trainLimit how many training pictures to keep at most, drawn at random; 0 keeps all */
    public static DataSet read(Path folder, int trainLimit, long seed, int height, int width, ReadingOptions how) {
        List<Path> folders = ReIdSources.recognises(folder) ? List.of(folder) : places(folder);
        List<ReIdSet> sets =
                folders.stream().map(place -> ReIdSources.open(place, seed)).toList();
        Path first = sets.stream()
                .flatMap(set -> set.train().stream())
                .findFirst()
                .orElseThrow(() ->
                        new Problem(folder.toString(), Text.of("data.noTraining"), Text.of("data.noTraining.mend")))
                .image();
        ImageShape stored = ImageFiles.shape(first);
        ReIdReader reader =
                new ReIdReader(height == 0 ? stored.height() : height, width == 0 ? stored.width() : width, how);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            places.add(reader.place(sets.get(i), folders.get(i)));
        }
        reader.notes.addAll(reader.skipped.notes());
        return assembled(FolderListing.name(folder), places, trainLimit, seed, reader.notes);
    }

    /** One place with its pictures. */
    public record Place(String name, ReIdImages train, QueryGallery search) {}

    private Place place(ReIdSet set, Path folder) {
        List<ReIdSample> people = set.train().stream()
                .filter(sighting -> sighting.identity() > ReIdSample.DISTRACTOR)
                .toList();
        if (!ImageShape.large(height, width)) {
            long pictures = people.size() + set.query().size() + set.gallery().size();
            MemoryGuard.checkBytes(folder.toString(), 3L * height * width * pictures);
        }
        QueryGallery search = new QueryGallery(images(set.query()), images(set.gallery()));
        int answerable = search.answerable();
        if (answerable == 0) {
            throw new Problem(folder.toString(), Text.of("data.noAnswer"), Text.of("data.noAnswer.mend"));
        }
        if (answerable < search.query().count()) {
            notes.add(Text.of("data.unanswered", set.name(), search.query().count() - answerable));
        }
        return new Place(set.name(), images(people), search);
    }

    private ReIdImages images(List<ReIdSample> sightings) {
        boolean large = ImageShape.large(height, width);
        LazyImages.Survey files = new LazyImages.Survey(height, width, cache);
        PixelBlock.Filler filler = new PixelBlock.Filler(new ImageShape(3, height, width));
        List<ReIdSample> read = new ArrayList<>();
        for (ReIdSample sighting : sightings) {
            skipped.attempt(() -> DecodedImage.read(sighting.image())).ifPresent(picture -> {
                if (large) {
                    files.add(sighting.image(), picture);
                } else {
                    filler.add(picture.resized(height, width).planes(), 0);
                }
                read.add(sighting);
            });
        }
        return new ReIdImages(
                large ? files.done(3) : filler.done(),
                read.stream().mapToInt(ReIdSample::identity).toArray(),
                read.stream().mapToInt(ReIdSample::camera).toArray());
    }

    /** Puts places together; classes are people in the order of place and number. */
    public static DataSet assembled(String name, List<Place> places, int trainLimit, long seed, List<Text> notes) {
        List<String> people = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        for (int site = 0; site < places.size(); site++) {
            ReIdImages train = places.get(site).train();
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
        ReIdSites sites = new ReIdSites(
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
