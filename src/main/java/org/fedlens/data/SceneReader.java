package org.fedlens.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Text;

/**
 * Reads scenes, four bytes a pixel, all with the same sides; small ones into memory, large ones as {@link LateScenes}.
 * A scene is scaled until it fits, its proportions kept: the image by {@link Resampling}, the mask by taking the
 * nearest class. What stays free to the right and below is black and {@link SegmentationSet#PADDING}, so it counts
 * neither in a loss nor in a figure.
 */
final class SceneReader {
    private final ImageShape shape;
    private final Reading.Skipped skipped;
    private final PixelCache cache = PixelCache.standard();
    private boolean padded;

    private SceneReader(ImageShape shape, Reading how) {
        this.shape = shape;
        this.skipped = new Reading.Skipped(how);
    }

    /**
     * @param trainLimit how many training scenes to keep at most; 0 keeps all
     * @param testLimit how many validation scenes to keep at most; 0 keeps all
     * @param height rows wanted, 0 for those of the first scene
     * @param width columns wanted, 0 for those of the first scene
     * @throws org.fedlens.text.Problem if a scene cannot be read or memory cannot hold them all
     */
    static DataSet read(
            SegmentationSet set, int trainLimit, int testLimit, long seed, int height, int width, Reading how) {
        Scene first = firstOf(set.train(), how);
        int rows = height == 0 ? first.height() : height;
        int columns = width == 0 ? first.width() : width;
        SceneReader reader = new SceneReader(new ImageShape(3, rows, columns), how);
        Scenes train = limited(set.train(), trainLimit, seed, 0);
        Scenes test = limited(set.validation(), testLimit, seed, 1);
        if (!FileImages.suits(rows, columns)) {
            Room.checkBytes(set.name(), 4L * rows * columns * (train.count() + test.count()));
        }
        LabelledImages learned = reader.images(train, set.classes().size());
        LabelledImages tested = reader.images(test, set.classes().size());
        List<Text> notes = new ArrayList<>(reader.skipped.notes());
        if (reader.padded) {
            notes.add(Text.of("data.padded", columns, rows));
        }
        return DataSet.of(set.name(), set.classes(), learned, tested, notes);
    }

    private static Scene firstOf(Scenes scenes, Reading how) {
        Reading.Skipped skipped = new Reading.Skipped(how);
        for (int index = 0; index < scenes.count() - 1; index++) {
            int which = index;
            Optional<Scene> first = skipped.attempt(() -> scenes.read(which));
            if (first.isPresent()) {
                return first.get();
            }
        }
        return scenes.read(scenes.count() - 1);
    }

    private static Scenes limited(Scenes all, int limit, long seed, int part) {
        if (limit == 0 || limit >= all.count()) {
            return all;
        }
        int[] chosen = new PermutationSampler(Streams.of(seed, Purpose.SUBSET, part), all.count(), limit).sample();
        Arrays.sort(chosen);
        return all.subset(chosen);
    }

    private LabelledImages images(Scenes scenes, int classes) {
        return FileImages.suits(shape.height(), shape.width()) ? late(scenes, classes) : held(scenes, classes);
    }

    private LabelledImages held(Scenes scenes, int classes) {
        PixelBlock.Filler images = new PixelBlock.Filler(shape);
        PixelBlock.Filler masks = new PixelBlock.Filler(new ImageShape(1, shape.height(), shape.width()));
        List<int[]> counts = new ArrayList<>();
        each(scenes, (index, fitted) -> {
            images.add(fitted.image(), 0);
            masks.add(fitted.mask(), 0);
            counts.add(counts(fitted.mask(), classes));
        });
        return labelled(images.done(), masks.done(), counts, classes);
    }

    private LabelledImages late(Scenes scenes, int classes) {
        List<Integer> readable = new ArrayList<>();
        List<int[]> counts = new ArrayList<>();
        LateScenes.Survey survey = new LateScenes.Survey(cache);
        each(scenes, (index, fitted) -> {
            readable.add(index);
            survey.add(fitted);
            counts.add(counts(fitted.mask(), classes));
        });
        Scenes kept =
                scenes.subset(readable.stream().mapToInt(Integer::intValue).toArray());
        LateScenes late = survey.done(kept, scene -> fitted(scene, shape), shape);
        return labelled(late.images(), late.masks(), counts, classes);
    }

    /** Reads every scene once. */
    private void each(Scenes scenes, Use use) {
        for (int index = 0; index < scenes.count(); index++) {
            int which = index;
            skipped.attempt(() -> scenes.read(which)).ifPresent(scene -> {
                Sides sides = Sides.of(scene, shape);
                padded |= sides.tall < shape.height() || sides.broad < shape.width();
                use.accept(which, fitted(scene, shape));
            });
        }
    }

    private interface Use {
        void accept(int index, Scene fitted);
    }

    private static int[] counts(byte[] mask, int classes) {
        int[] counts = new int[classes];
        for (byte label : mask) {
            if ((label & 0xFF) < classes) {
                counts[label & 0xFF]++;
            }
        }
        return counts;
    }

    /** The label of a scene is the class that it shows most of. */
    private static LabelledImages labelled(Images images, Images masks, List<int[]> counts, int classes) {
        int[] largest = counts.stream()
                .mapToInt(shown -> IntStream.range(0, classes)
                        .reduce((best, label) -> shown[label] > shown[best] ? label : best)
                        .orElse(0))
                .toArray();
        Masks all = new Masks(masks, new ClassPixels(counts.toArray(int[][]::new)));
        return new LabelledImages(images, Labels.of(largest, classes), Optional.of(all));
    }

    /** What a scene covers of the common sides. */
    private record Sides(int tall, int broad) {
        static Sides of(Scene scene, ImageShape shape) {
            double factor = Math.min(shape.height() / (double) scene.height(), shape.width() / (double) scene.width());
            return new Sides((int) Math.max(1, Math.min(shape.height(), Math.rint(scene.height() * factor))), (int)
                    Math.max(1, Math.min(shape.width(), Math.rint(scene.width() * factor))));
        }
    }

    private static Scene fitted(Scene scene, ImageShape shape) {
        Sides sides = Sides.of(scene, shape);
        int tall = sides.tall;
        int broad = sides.broad;
        byte[] scaled = Resampling.of(scene.image(), new ImageShape(3, scene.height(), scene.width()), tall, broad);
        byte[] image = new byte[shape.size()];
        byte[] mask = new byte[shape.height() * shape.width()];
        Arrays.fill(mask, (byte) SegmentationSet.PADDING);
        for (int y = 0; y < tall; y++) {
            for (int channel = 0; channel < 3; channel++) {
                int to = (channel * shape.height() + y) * shape.width();
                System.arraycopy(scaled, (channel * tall + y) * broad, image, to, broad);
            }
            int row = (int) ((y + 0.5) * scene.height() / tall) * scene.width();
            for (int x = 0; x < broad; x++) {
                mask[y * shape.width() + x] = scene.mask()[row + (int) ((x + 0.5) * scene.width() / broad)];
            }
        }
        return new Scene(shape.height(), shape.width(), image, mask);
    }
}
