package org.fedlens.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Pictures in one folder per class: {@code train/<class>/*.png} with or without {@code test/<class>/*.png}, or {@code
 * <class>/*.png}; {@code .jpg}, {@code .jpeg} and {@code .bmp} as well. Classes and pictures come in the order of their
 * names. If every pixel of every picture is grey, the data set has one channel, otherwise three.
 *
 * <p>Pictures of several sizes are brought to the most common one, of equally common ones to the first met, by {@link
 * Resampling}; proportions are not kept. The data set says so in its notes.
 */
final class ImageFolder implements FolderFormat {
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    @Override
    public String name() {
        return "class folders";
    }

    @Override
    public boolean recognises(Path folder) {
        return Files.isDirectory(folder.resolve(TRAIN))
                || !PictureFile.in(folder).isEmpty()
                || Listing.folders(folder).stream()
                        .anyMatch(child -> !PictureFile.in(child).isEmpty());
    }

    @Override
    public Found read(Path folder) {
        Path train = folder.resolve(TRAIN);
        Path test = folder.resolve(TEST);
        boolean parted = Files.isDirectory(train);
        Path root = parted ? train : folder;
        List<String> classes = classes(root);
        List<Path> roots = new ArrayList<>(List.of(root));
        if (parted && Files.isDirectory(test)) {
            checkSame(classes, test);
            roots.add(test);
        }
        return read(roots, classes, new Collector(Optional.empty()))
                .orElseGet(() -> read(roots, classes, new Collector(Optional.of(mostCommon(roots, classes))))
                        .orElseThrow());
    }

    /** The pictures; empty if they differ in size and no common size has been set yet. */
    private static Optional<Found> read(List<Path> roots, List<String> classes, Collector collector) {
        List<Part> parts = new ArrayList<>();
        for (Path root : roots) {
            Optional<Part> part = collector.collect(root, classes);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        LabelledImages train = collector.finish(parts.get(0));
        Optional<LabelledImages> test =
                parts.size() > 1 ? Optional.of(collector.finish(parts.get(1))) : Optional.empty();
        return Optional.of(new Found(classes, train, test, collector.notes()));
    }

    static List<String> classes(Path root) {
        List<String> classes = Listing.folders(root).stream().map(Listing::name).toList();
        if (classes.isEmpty()) {
            throw new Problem(root.toString(), Text.of("data.images.noClasses"), Text.of("data.images.noClasses.mend"));
        }
        return classes;
    }

    private static void checkSame(List<String> classes, Path test) {
        List<String> tested = classes(test);
        for (String name : classes) {
            if (!tested.contains(name)) {
                throw new Problem(
                        test.toString(),
                        Text.of("data.images.missingClass", Text.verbatim(name)),
                        Text.of("data.images.missingClass.mend"));
            }
        }
        for (String name : tested) {
            if (!classes.contains(name)) {
                throw new Problem(
                        test.resolve(name).toString(),
                        Text.of("data.images.strangeClass", Text.verbatim(name)),
                        Text.of("data.images.strangeClass.mend"));
            }
        }
    }

    private static List<Path> pictures(Path folder) {
        List<Path> files = PictureFile.in(folder);
        if (files.isEmpty()) {
            throw new Problem(
                    folder.toString(), Text.of("data.images.emptyClass"), Text.of("data.images.emptyClass.mend"));
        }
        return files;
    }

    private static ImageShape mostCommon(List<Path> roots, List<String> classes) {
        Map<ImageShape, Integer> counts = new LinkedHashMap<>();
        for (Path root : roots) {
            for (String name : classes) {
                pictures(root.resolve(name)).forEach(file -> counts.merge(PictureFile.shape(file), 1, Integer::sum));
            }
        }
        ImageShape common = counts.keySet().iterator().next();
        for (Map.Entry<ImageShape, Integer> size : counts.entrySet()) {
            common = size.getValue() > counts.get(common) ? size.getKey() : common;
        }
        return common;
    }

    /** Pictures in colour with their labels. */
    private record Part(PixelBlock colour, Labels labels) {}

    /** Reads pictures and remembers what they have in common: the size, and whether all were grey. */
    private static final class Collector {
        private final boolean resizes;
        private Optional<ImageShape> shape;
        private boolean grey = true;
        private long bytes;
        private int resized;
        private int count;

        Collector(Optional<ImageShape> common) {
            this.resizes = common.isPresent();
            this.shape = common;
        }

        Optional<Part> collect(Path root, List<String> classes) {
            Optional<PixelBlock.Filler> filler = Optional.empty();
            LabelList labels = new LabelList(root.toString(), classes.size());
            for (int label = 0; label < classes.size(); label++) {
                for (Path file : pictures(root.resolve(classes.get(label)))) {
                    Picture picture = Picture.read(file);
                    ImageShape own = new ImageShape(3, picture.height(), picture.width());
                    ImageShape common = shape.orElse(own);
                    if (!own.equals(common) && !resizes) {
                        return Optional.empty();
                    }
                    resized += own.equals(common) ? 0 : 1;
                    count++;
                    shape = Optional.of(common);
                    grey &= picture.grey();
                    bytes += common.size();
                    Room.checkBytes(file.toString(), bytes);
                    filler = Optional.of(filler.orElseGet(() -> new PixelBlock.Filler(common)));
                    filler.get()
                            .add(
                                    picture.resized(common.height(), common.width())
                                            .planes(),
                                    0);
                    labels.add(label);
                }
            }
            return Optional.of(new Part(filler.orElseThrow().done(), labels.done()));
        }

        List<Text> notes() {
            ImageShape common = shape.orElseThrow();
            return resized == 0
                    ? List.of()
                    : List.of(Text.of("data.resized", resized, count, common.width(), common.height()));
        }

        /** The pictures with as many channels as all of them together need. */
        LabelledImages finish(Part part) {
            return new LabelledImages(grey ? firstPlane(part.colour()) : part.colour(), part.labels());
        }

        private static PixelBlock firstPlane(PixelBlock colour) {
            ImageShape shape = colour.shape();
            PixelBlock.Filler filler = new PixelBlock.Filler(new ImageShape(1, shape.height(), shape.width()));
            byte[] planes = new byte[shape.size()];
            for (int index = 0; index < colour.count(); index++) {
                colour.copy(index, planes, 0);
                filler.add(planes, 0);
            }
            return filler.done();
        }
    }
}
