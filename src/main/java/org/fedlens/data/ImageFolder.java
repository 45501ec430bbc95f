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
 * Resampling}; proportions are not kept. The data set says so in its notes. Pictures of more than 64 x 64 pixels stay
 * in their files, see {@link FileImages}; smaller ones are held in memory.
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
        // Headers cost little beside large pictures: those are decoded once, whatever their sizes.
        boolean late = first(roots, classes, how)
                .filter(shape -> FileImages.suits(shape.height(), shape.width()))
                .isPresent();
        Collector collector =
                new Collector(late ? Optional.of(mostCommon(roots, classes, how)) : Optional.empty(), how);
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

    private static Optional<ImageShape> first(List<Path> roots, List<String> classes, Reading how) {
        Reading.Skipped skipped = new Reading.Skipped(how);
        return roots.stream()
                .flatMap(root -> classes.stream().map(root::resolve))
                .flatMap(folder -> pictures(folder).stream())
                .map(file -> skipped.attempt(() -> PictureFile.shape(file)))
                .flatMap(Optional::stream)
                .findFirst();
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
        if (counts.isEmpty()) {
            throw allDamaged(roots.get(0));
        }
        ImageShape common = counts.keySet().iterator().next();
        for (Map.Entry<ImageShape, Integer> size : counts.entrySet()) {
            common = size.getValue() > counts.get(common) ? size.getKey() : common;
        }
        return common;
    }

    private static Problem allDamaged(Path folder) {
        return new Problem(
                folder.toString(), Text.of("data.images.allDamaged"), Text.of("data.images.emptyClass.mend"));
    }

    /** Pictures in colour with their labels: small ones, or what was seen of large ones. */
    private record Part(PixelBlock.Filler small, FileImages.Survey large, LabelList labels) {}

    /** Reads pictures and remembers what they have in common: the size, and whether all were grey. */
    private static final class Collector {
        private final boolean resizes;
        private final PixelCache cache = PixelCache.standard();
        private final Reading.Skipped skipped;
        private Optional<ImageShape> shape;
        private boolean grey = true;
        private long bytes;
        private int resized;
        private int count;

        Collector(Optional<ImageShape> common, Reading how) {
            this.skipped = new Reading.Skipped(how);
            this.resizes = common.isPresent();
            this.shape = common;
        }

        Optional<Part> collect(Path root, List<String> classes) {
            Optional<Part> part = Optional.empty();
            for (int label = 0; label < classes.size(); label++) {
                Path folder = root.resolve(classes.get(label));
                int before = count;
                for (Path file : pictures(folder)) {
                    Optional<Picture> read = skipped.attempt(() -> Picture.read(file));
                    if (read.isPresent()) {
                        part = Optional.of(part.orElseGet(() -> begun(root, classes.size(), read.get())));
                        if (!add(part.get(), file, read.get(), label)) {
                            return Optional.empty();
                        }
                    }
                }
                if (count == before) {
                    throw allDamaged(folder);
                }
            }
            return part;
        }

        private Part begun(Path root, int classes, Picture first) {
            ImageShape common = shape.orElseGet(() -> new ImageShape(3, first.height(), first.width()));
            shape = Optional.of(common);
            return new Part(
                    new PixelBlock.Filler(common),
                    new FileImages.Survey(common.height(), common.width(), cache),
                    new LabelList(root.toString(), classes));
        }

        /** @return false if the picture is of another size than those before, and no common one is known */
        private boolean add(Part part, Path file, Picture picture, int label) {
            ImageShape common = shape.orElseThrow();
            boolean same = picture.height() == common.height() && picture.width() == common.width();
            if (!same && !resizes) {
                return false;
            }
            resized += same ? 0 : 1;
            count++;
            grey &= picture.grey();
            if (FileImages.suits(common.height(), common.width())) {
                part.large.add(file, picture);
            } else {
                bytes += common.size();
                Room.checkBytes(file.toString(), bytes);
                part.small.add(picture.resized(common.height(), common.width()).planes(), 0);
            }
            part.labels.add(label);
            return true;
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
            if (FileImages.suits(common.height(), common.width())) {
                return new LabelledImages(part.large.done(grey ? 1 : 3), part.labels.done());
            }
            PixelBlock colour = part.small.done();
            return new LabelledImages(grey ? firstPlane(colour) : colour, part.labels.done());
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
