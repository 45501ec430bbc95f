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
 * Reads scenes into memory, four bytes a pixel, all with the same sides. A scene is scaled until it fits, its proportions
 * kept: the image by {@link Resampling}, the mask by taking the nearest class. What stays free to the right and below is
 * black and {@link SegmentationSet#PADDING}, so it counts neither in a loss nor in a figure.
 */
final class SceneReader {
    private final ImageShape shape;
    private final Reading.Skipped skipped;
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
        Room.checkBytes(set.name(), 4L * rows * columns * (train.count() + test.count()));
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
        PixelBlock.Filler images = new PixelBlock.Filler(shape);
        PixelBlock.Filler masks = new PixelBlock.Filler(new ImageShape(1, shape.height(), shape.width()));
        for (int index = 0; index < scenes.count(); index++) {
            int which = index;
            skipped.attempt(() -> scenes.read(which)).map(this::fitted).ifPresent(fitted -> {
                images.add(fitted.image(), 0);
                masks.add(fitted.mask(), 0);
            });
        }
        Masks all = Masks.of(masks.done(), classes);
        List<Integer> largest = new ArrayList<>();
        for (int[] counts : all.counts().counts()) {
            largest.add(IntStream.range(0, classes)
                    .reduce((best, label) -> counts[label] > counts[best] ? label : best)
                    .orElse(0));
        }
        Labels labels = Labels.of(largest.stream().mapToInt(Integer::intValue).toArray(), classes);
        return new LabelledImages(images.done(), labels, Optional.of(all));
    }

    private Scene fitted(Scene scene) {
        double factor = Math.min(shape.height() / (double) scene.height(), shape.width() / (double) scene.width());
        int tall = (int) Math.max(1, Math.min(shape.height(), Math.rint(scene.height() * factor)));
        int broad = (int) Math.max(1, Math.min(shape.width(), Math.rint(scene.width() * factor)));
        byte[] scaled = Resampling.of(scene.image(), new ImageShape(3, scene.height(), scene.width()), tall, broad);
        byte[] image = new byte[shape.size()];
        byte[] mask = new byte[shape.height() * shape.width()];
        Arrays.fill(mask, (byte) SegmentationSet.PADDING);
        padded |= tall < shape.height() || broad < shape.width();
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
