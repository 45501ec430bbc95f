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
 * Resampling}; proportions are not kept. The data set says so in its notes. Pictures of more than 64 x 64 pixels stay in
 * their files, see {@link FileImages}; smaller ones are held in memory.
 */
final class ImageFolder implements FolderFormat {
    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final int LARGEST_HELD = 64 * 64;
    /** One part of so many of the memory that this program may use keeps large pictures decoded. */
    private static final int CACHE_PART = 8;

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
        return read(folder, Reading.plain());
    }

    @Override
    public Found read(Path folder, Reading how) {
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
        List<LabelledImages> parts = new ArrayList<>();
        List<Text> notes = new ArrayList<>();
        parts(roots, classes, how, parts, notes);
        Optional<LabelledImages> tested = parts.size() > 1 ? Optional.of(parts.get(1)) : Optional.empty();
        return new Found(classes, parts.get(0), tested, notes);
    }

    /** The pictures of several roots of one size and depth, part by part. */
    static void parts(
            List<Path> roots, List<String> classes, Reading how, List<LabelledImages> into, List<Text> notes) {
        Collector collector = new Collector(Optional.empty(), how);
        Optional<List<Part>> parts = collect(roots, classes, collector);
        if (parts.isEmpty()) {
            collector = new Collector(Optional.of(mostCommon(roots, classes, how)), how);
            parts = collect(roots, classes, collector);
        }
        for (Part part : parts.orElseThrow()) {
            into.add(collector.finish(part));
        }
        notes.addAll(collector.notes());
    }

    private static Optional<List<Part>> collect(List<Path> roots, List<String> classes, Collector collector) {
        List<Part> parts = new ArrayList<>();
        for (Path root : roots) {
            Optional<Part> part = collector.collect(root, classes);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    private static boolean large(ImageShape shape) {
        return shape.height() * shape.width() > LARGEST_HELD;
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

    private static ImageShape mostCommon(List<Path> roots, List<String> classes, Reading how) {
        Reading.Skipped skipped = new Reading.Skipped(how);
        Map<ImageShape, Integer> counts = new LinkedHashMap<>();
        for (Path root : roots) {
            for (String name : classes) {
                for (Path file : pictures(root.resolve(name))) {
                    skipped.attempt(() -> PictureFile.shape(file))
                            .ifPresent(shape -> counts.merge(shape, 1, Integer::sum));
                }
            }
        }
        ImageShape common = counts.keySet().iterator().next();
        for (Map.Entry<ImageShape, Integer> size : counts.entrySet()) {
            common = size.getValue() > counts.get(common) ? size.getKey() : common;
        }
        return common;
    }

    /** Pictures in colour with their labels. Large pictures are not held: the block is empty, their files are. */
    private record Part(PixelBlock colour, List<Path> files, Labels labels) {}

    /** Reads pictures and remembers what they have in common: the size, and whether all were grey. */
    private static final class Collector {
        private final boolean resizes;
        private Optional<ImageShape> shape;
        private boolean grey = true;
        private long bytes;
        private int resized;
        private int count;

        private final Reading.Skipped skipped;

        Collector(Optional<ImageShape> common, Reading how) {
            this.skipped = new Reading.Skipped(how);
            this.resizes = common.isPresent();
            this.shape = common;
        }

        Optional<Part> collect(Path root, List<String> classes) {
            Optional<PixelBlock.Filler> filler = Optional.empty();
            List<Path> held = new ArrayList<>();
            LabelList labels = new LabelList(root.toString(), classes.size());
            for (int label = 0; label < classes.size(); label++) {
                int read = 0;
                List<Path> files = pictures(root.resolve(classes.get(label)));
                for (Path file : files) {
                    Optional<Picture> attempt = skipped.attempt(() -> Picture.read(file));
                    if (attempt.isEmpty()) {
                        continue;
                    }
                    read++;
                    Picture picture = attempt.get();
                    ImageShape own = new ImageShape(3, picture.height(), picture.width());
                    ImageShape common = shape.orElse(own);
                    if (!own.equals(common) && !resizes) {
                        return Optional.empty();
                    }
                    resized += own.equals(common) ? 0 : 1;
                    count++;
                    shape = Optional.of(common);
                    grey &= picture.grey();
                    filler = Optional.of(filler.orElseGet(() -> new PixelBlock.Filler(common)));
                    if (large(common)) {
                        held.add(file);
                    } else {
                        bytes += common.size();
                        Room.checkBytes(file.toString(), bytes);
                        filler.get()
                                .add(
                                        picture.resized(common.height(), common.width())
                                                .planes(),
                                        0);
                    }
                    labels.add(label);
                }
                if (read == 0) {
                    throw new Problem(
                            root.resolve(classes.get(label)).toString(),
                            Text.of("data.images.allDamaged"),
                            Text.of("data.images.emptyClass.mend"));
                }
            }
            return Optional.of(new Part(filler.orElseThrow().done(), held, labels.done()));
        }

        List<Text> notes() {
            ImageShape common = shape.orElseThrow();
            List<Text> notes = new ArrayList<>(skipped.notes());
            if (resized > 0) {
                notes.add(Text.of("data.resized", resized, count, common.width(), common.height()));
            }
            return notes;
        }

        /** The pictures with as many channels as all of them together need. */
        LabelledImages finish(Part part) {
            ImageShape common = shape.orElseThrow();
            if (large(common)) {
                ImageShape own = grey ? new ImageShape(1, common.height(), common.width()) : common;
                return new LabelledImages(
                        new FileImages(part.files(), own, Runtime.getRuntime().maxMemory() / CACHE_PART),
                        part.labels());
            }
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
