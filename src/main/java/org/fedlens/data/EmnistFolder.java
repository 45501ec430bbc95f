package org.fedlens.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The IDX files of EMNIST: {@code emnist-balanced-train-images-idx3-ubyte} and so on, plain or packed, in the folder
 * itself or in its child {@code gzip}. The images are stored transposed and are turned upright. The mapping file
 * ({@code emnist-balanced-mapping.txt}: label, then the code of its character) says how many classes there are and what
 * they are called; without it the published number of the split is taken. Labels of {@code letters} start at 1 and are
 * moved to 0.
 *
 * <p>Source: Cohen et al., EMNIST: an extension of MNIST to handwritten letters (2017).
 */
final class EmnistFolder implements FolderFormat {
    private static final Pattern NAME =
            Pattern.compile("emnist-([a-z]+)-(train|test)-(images|labels)[-.]idx[13]-ubyte(\\.gz)?");
    private static final Map<String, Integer> CLASSES =
            Map.of("balanced", 47, "byclass", 62, "bymerge", 47, "letters", 26, "digits", 10, "mnist", 10);
    private static final String CHILD = "gzip";

    @Override
    public String name() {
        return "EMNIST";
    }

    @Override
    public boolean recognises(Path folder) {
        return !splits(folder).isEmpty() || !splits(folder.resolve(CHILD)).isEmpty();
    }

    @Override
    public Found read(Path folder) {
        return read(folder, Reading.plain());
    }

    @Override
    public Found read(Path folder, Reading how) {
        SortedSet<String> splits = splits(folder);
        if (splits.isEmpty()) {
            return read(folder.resolve(CHILD), how);
        }
        String wanted = how.part().toLowerCase(Locale.ROOT);
        if (splits.contains(wanted)) {
            return read(folder, wanted);
        }
        if (splits.size() > 1 || !wanted.isEmpty()) {
            throw new Problem(
                    folder.toString(),
                    Text.of("data.emnist.several", String.join(", ", splits)),
                    Text.of("data.emnist.several.mend"));
        }
        return read(folder, splits.first());
    }

    private static Found read(Path folder, String split) {
        int first = split.equals("letters") ? 1 : 0;
        List<String> names = names(folder, split, first);
        Optional<LabelledImages> train = pair(folder, split, "train", names.size(), first);
        Optional<LabelledImages> test = pair(folder, split, "test", names.size(), first);
        return train.isPresent()
                ? new Found(names, train.get(), test)
                : new Found(names, test.orElseThrow(), Optional.empty());
    }

    private static SortedSet<String> splits(Path folder) {
        SortedSet<String> splits = new TreeSet<>();
        for (Path file : Listing.filesIfAny(folder)) {
            Matcher matcher = NAME.matcher(Listing.lower(file));
            if (matcher.matches() && CLASSES.containsKey(matcher.group(1))) {
                splits.add(matcher.group(1));
            }
        }
        return splits;
    }

    private static List<String> names(Path folder, String split, int first) {
        Optional<Path> mapping = named(folder, "emnist-" + split + "-mapping\\.txt");
        if (mapping.isEmpty()) {
            return IntStream.range(0, CLASSES.get(split))
                    .mapToObj(label -> Integer.toString(label + first))
                    .toList();
        }
        Map<Integer, String> codes = ClassNames.read(mapping.get());
        return codes.values().stream()
                .map(codesOfOne -> codesOfOne.split("\\s+")[0])
                .map(code -> code.matches("\\d{1,6}") ? Character.toString(Integer.parseInt(code)) : code)
                .toList();
    }

    private static Optional<Path> named(Path folder, String name) {
        return Listing.files(folder).stream()
                .filter(file -> Listing.lower(file).matches(name))
                .findFirst();
    }

    private static Optional<LabelledImages> pair(Path folder, String split, String part, int classes, int first) {
        String start = "emnist-" + split + "-" + part + "-";
        Optional<Path> images = named(folder, start + "images[-.]idx3-ubyte(\\.gz)?");
        Optional<Path> labels = named(folder, start + "labels[-.]idx1-ubyte(\\.gz)?");
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        if (images.isEmpty() || labels.isEmpty()) {
            String missing = start + (images.isEmpty() ? "images-idx3-ubyte" : "labels-idx1-ubyte");
            throw new Problem(
                    images.or(() -> labels).orElseThrow().toString(),
                    Text.of("data.idx.alone", Text.verbatim(missing)),
                    Text.of("data.idx.alone.mend"));
        }
        return Optional.of(IdxFiles.pair(
                labels.get(), IdxFiles.images(images.get(), true), IdxFiles.labels(labels.get(), classes, first)));
    }
}
