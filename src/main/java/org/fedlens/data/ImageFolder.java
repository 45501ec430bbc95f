package org.fedlens.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Pictures in one folder per class: {@code train/<class>/*.png} with or without {@code test/<class>/*.png}, or {@code
 * <class>/*.png}; {@code .jpg} and {@code .jpeg} as well. Classes and pictures come in the order of their names. All
 * pictures share one size. If every pixel of every picture is grey, the data set has one channel, otherwise three.
 */
final class ImageFolder implements FolderFormat {
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    @Override
    public boolean recognises(Path folder) {
        return Files.isDirectory(folder.resolve(TRAIN))
                || !pictures(folder).isEmpty()
                || Listing.folders(folder).stream()
                        .anyMatch(child -> !pictures(child).isEmpty());
    }

    @Override
    public Found read(Path folder) {
        Path train = folder.resolve(TRAIN);
        Path test = folder.resolve(TEST);
        Collector collector = new Collector();
        if (!Files.isDirectory(train)) {
            List<String> classes = classes(folder);
            Part all = collector.collect(folder, classes);
            return new Found(classes, collector.finish(all), Optional.empty());
        }
        List<String> classes = classes(train);
        Part trained = collector.collect(train, classes);
        if (!Files.isDirectory(test)) {
            return new Found(classes, collector.finish(trained), Optional.empty());
        }
        checkSame(classes, test);
        Part tested = collector.collect(test, classes);
        return new Found(classes, collector.finish(trained), Optional.of(collector.finish(tested)));
    }

    private static List<String> classes(Path root) {
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
        return Listing.files(folder).stream()
                .filter(file -> Listing.lower(file).matches(".*\\.(png|jpg|jpeg)"))
                .toList();
    }

    /** Pictures in colour with their labels. */
    private record Part(PixelBlock colour, Labels labels) {}

    /** Reads pictures and remembers what they have in common: the first size, and whether all were grey. */
    private static final class Collector {
        private Optional<ImageShape> shape = Optional.empty();
        private boolean grey = true;
        private long bytes;

        Part collect(Path root, List<String> classes) {
            Optional<PixelBlock.Filler> filler = Optional.empty();
            LabelList labels = new LabelList(root.toString(), classes.size());
            for (int label = 0; label < classes.size(); label++) {
                Path folder = root.resolve(classes.get(label));
                List<Path> files = pictures(folder);
                if (files.isEmpty()) {
                    throw new Problem(
                            folder.toString(),
                            Text.of("data.images.emptyClass"),
                            Text.of("data.images.emptyClass.mend"));
                }
                for (Path file : files) {
                    Picture picture = Picture.read(file);
                    ImageShape common = fit(file, picture);
                    if (filler.isEmpty()) {
                        filler = Optional.of(new PixelBlock.Filler(common));
                    }
                    filler.get().add(picture.planes(), 0);
                    labels.add(label);
                }
            }
            return new Part(filler.orElseThrow().done(), labels.done());
        }

        private ImageShape fit(Path file, Picture picture) {
            ImageShape own = new ImageShape(3, picture.height(), picture.width());
            ImageShape common = shape.orElse(own);
            if (!common.equals(own)) {
                throw new Problem(
                        file.toString(),
                        Text.of("data.images.size", own.width(), own.height(), common.width(), common.height()),
                        Text.of("data.images.size.mend", common.width(), common.height()));
            }
            shape = Optional.of(common);
            grey &= picture.grey();
            bytes += own.size();
            Room.checkBytes(file.toString(), bytes);
            return common;
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
