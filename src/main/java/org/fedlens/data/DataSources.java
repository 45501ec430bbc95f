package org.fedlens.data;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Opens data sets: the built-in digits, generated shapes, people of four places and street scenes, or a folder that is
 * recognised by what it holds. Known are MNIST files (IDX) and their relatives, EMNIST, the binary CIFAR-10 and
 * CIFAR-100, the MATLAB files of SVHN, a table of 8 x 8 digits, pictures in one folder per class, sets for
 * re-identification, one or several in a folder, and images with masks ({@link SegmentationSources}). Pictures of up to
 * 64 x 64 are read into memory, one byte a value; larger ones stay in their files and are decoded when they are asked
 * for.
 *
 * <p>A source without a test part gives up a fifth of every class to one. A limit takes a random subset. Both depend on
 * the seed alone and draw from streams of their own.
 */
public final class DataSources {
    private static final String DIGITS = "digits-8x8";
    private static final String SHAPES = "shapes-32";
    private static final long SHAPES_SEED = 1;
    private static final int SHAPES_TRAIN = 4000;
    private static final int SHAPES_TEST = 1000;
    private static final String PEOPLE = "people";
    private static final int PEOPLE_HEIGHT = 64;
    private static final long PEOPLE_SEED = 1;
    private static final String STREETS = "street-scenes";
    private static final long STREETS_SEED = 1;
    private static final int STREETS_TRAIN = 440;
    private static final int STREETS_TEST = 110;
    private static final int STREETS_HEIGHT = 64;
    private static final int STREETS_WIDTH = 96;
    private static final List<String> BUILT_IN = List.of(DIGITS, SHAPES, PEOPLE, STREETS);
    private static final String DIGITS_RESOURCE = "/sample-data/digits-8x8/digits.csv.gz";
    private static final List<FolderFormat> FORMATS = List.of(
            new IdxFolder(),
            new EmnistFolder(),
            new CifarFolder(),
            new Cifar100Folder(),
            new SvhnFolder(),
            new DigitsCsv(),
            new DomainFolder(),
            new ImageFolder());

    private final Path base;
    private final Reading how;

    /** @param base the folder that relative paths start from */
    public DataSources(Path base) {
        this(base, Reading.plain());
    }

    /**
     * @param base the folder that relative paths start from
     * @param how what is chosen and what may be left out
     */
    public DataSources(Path base, Reading how) {
        this.base = base;
        this.how = how;
    }

    /** The names of the data sets that come with the program. */
    public List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * A look at names only.
     *
     * @throws Problem if there is no such source, or it holds nothing known
     */
    public void require(String source) {
        if (!BUILT_IN.contains(source)) {
            Path folder = folder(source);
            if (!SegmentationSources.recognises(folder) && !ReIdSources.recognises(folder)) {
                format(folder);
            }
        }
    }

    /**
     * Opens a data set.
     *
     * @param source a built-in name or a folder
     * @param trainLimit how many training pictures to keep at most; 0 keeps all
     * @param testLimit how many test pictures to keep at most; 0 keeps all
     * @param seed the run's seed, for the test split and the limits
     * @throws Problem if there is no such source or a file in it cannot be used
     */
    public DataSet open(String source, int trainLimit, int testLimit, long seed) {
        return open(source, trainLimit, testLimit, seed, 0, 0);
    }

    /**
     * The same where the sides of the pictures may be chosen, which scenes and sets for re-identification allow.
     *
     * @param height rows wanted, 0 for those of the first picture
     * @param width columns wanted, 0 for those of the first picture
     */
    public DataSet open(String source, int trainLimit, int testLimit, long seed, int height, int width) {
        checkLimit("data.train", trainLimit);
        checkLimit("data.test", testLimit);
        if (source.equals(PEOPLE)) {
            int rows = height == 0 ? PEOPLE_HEIGHT : height;
            Wardrobe wardrobe = wardrobe(rows, width == 0 ? rows / 2 : width);
            return GeneratedPeople.of(PEOPLE, wardrobe, SampleFolders.SITES, trainLimit, seed);
        }
        if (source.equals(STREETS)) {
            int rows = height == 0 ? STREETS_HEIGHT : height;
            int columns = width == 0 ? STREETS_WIDTH : width;
            return SceneReader.read(streets(rows, columns), trainLimit, testLimit, seed, rows, columns, how);
        }
        if (!BUILT_IN.contains(source)) {
            Path folder = folder(source);
            if (SegmentationSources.recognises(folder)) {
                return SceneReader.read(
                        SegmentationSources.open(folder, seed, how.part()),
                        trainLimit,
                        testLimit,
                        seed,
                        height,
                        width,
                        how);
            }
            if (SightingReader.recognises(folder)) {
                return SightingReader.read(folder, trainLimit, seed, height, width, how);
            }
        }
        return openClassified(source, trainLimit, testLimit, seed);
    }

    private DataSet openClassified(String source, int trainLimit, int testLimit, long seed) {
        Found found;
        String name;
        String where;
        if (BUILT_IN.contains(source)) {
            found = source.equals(DIGITS) ? digits() : shapes();
            name = source;
            where = source;
        } else {
            Path folder = folder(source);
            found = read(folder);
            name = Listing.name(folder);
            where = folder.toString();
        }
        LabelledImages train = found.train();
        LabelledImages test;
        if (found.test().isPresent()) {
            test = found.test().get();
        } else {
            TestSplit split = TestSplit.of(train.labels(), Streams.of(seed, Purpose.TEST_SPLIT));
            test = train.subset(split.test());
            train = train.subset(split.train());
        }
        if (test.count() == 0) {
            throw new Problem(where, Text.of("data.fewForTest", train.count()), Text.of("data.fewForTest.mend"));
        }
        return DataSet.of(
                name,
                found.classes(),
                limited(train, trainLimit, Streams.of(seed, Purpose.SUBSET, 0)),
                limited(test, testLimit, Streams.of(seed, Purpose.SUBSET, 1)),
                found.notes());
    }

    private static Wardrobe wardrobe(int height, int width) {
        if (height < Wardrobe.LEAST_HEIGHT || width < Wardrobe.LEAST_WIDTH) {
            throw new Problem(
                    height < Wardrobe.LEAST_HEIGHT ? "data.height" : "data.width",
                    Text.of("data.people.small", width, height),
                    Text.of("data.people.small.mend", Wardrobe.LEAST_WIDTH, Wardrobe.LEAST_HEIGHT));
        }
        return new Wardrobe(PEOPLE_SEED, height, width);
    }

    private static SegmentationSet streets(int height, int width) {
        if (height < StreetScenes.SMALLEST || width < StreetScenes.SMALLEST) {
            throw new Problem(
                    height < StreetScenes.SMALLEST ? "data.height" : "data.width",
                    Text.of("data.streets.small", width, height),
                    Text.of("data.streets.small.mend", StreetScenes.SMALLEST));
        }
        return new SegmentationSet(
                STREETS,
                STREETS,
                StreetScenes.CLASSES,
                new StreetScenes(STREETS_SEED, 0, STREETS_TRAIN, height, width),
                new StreetScenes(STREETS_SEED, STREETS_TRAIN, STREETS_TEST, height, width));
    }

    private static Found shapes() {
        return new Found(
                ColourShapes.CLASSES,
                ColourShapes.pictures(SHAPES_SEED, 0, SHAPES_TRAIN),
                Optional.of(ColourShapes.pictures(SHAPES_SEED, SHAPES_TRAIN, SHAPES_TEST)));
    }

    private static Found digits() {
        InputStream packed = DataSources.class.getResourceAsStream(DIGITS_RESOURCE);
        if (packed == null) {
            throw new IllegalStateException("The program was packed without " + DIGITS_RESOURCE);
        }
        return DigitsCsv.read(DIGITS, packed);
    }

    private Path folder(String source) {
        Path folder;
        try {
            folder = base.resolve(source.strip()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Problem(
                    "data.source", Text.of("data.noPath", Text.verbatim(source)), known("data.noFolder.mend"), e);
        }
        if (source.isBlank() || !Files.exists(folder)) {
            Text reason = source.isBlank() ? Text.of("data.noSource") : Text.of("data.noFolder", folder.toString());
            throw new Problem("data.source", reason, known("data.noFolder.mend"));
        }
        if (!Files.isDirectory(folder)) {
            throw new Problem(
                    "data.source", Text.of("data.notAFolder", folder.toString()), Text.of("data.notAFolder.mend"));
        }
        return folder;
    }

    private Found read(Path folder) {
        return format(folder).read(folder, how);
    }

    /** The form that a folder's pictures have. @throws Problem if there is none that is known */
    static FolderFormat format(Path folder) {
        return FORMATS.stream()
                .filter(format -> format.recognises(folder))
                .findFirst()
                .orElseThrow(() ->
                        new Problem(folder.toString(), Text.of("data.unrecognised"), known("data.unrecognised.mend")));
    }

    private static Text known(String key) {
        return Text.of(key, String.join(", ", BUILT_IN));
    }

    private static void checkLimit(String field, int limit) {
        if (limit < 0) {
            throw new Problem(field, Text.of("data.limit", limit), Text.of("data.limit.mend"));
        }
    }

    private static LabelledImages limited(LabelledImages all, int limit, UniformRandomProvider random) {
        if (limit == 0 || limit >= all.count()) {
            return all;
        }
        int[] chosen = new PermutationSampler(random, all.count(), limit).sample();
        Arrays.sort(chosen);
        // A copy, so that the pictures left out do not stay in memory.
        LabelledImages some = all.subset(chosen);
        if (!(all.images() instanceof PixelBlock)) {
            return some;
        }
        return new LabelledImages(PixelBlock.copyOf(all.images(), chosen), some.labels(), some.masks(), some.domains());
    }
}
