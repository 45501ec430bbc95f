package org.fedlens.data.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fedlens.data.LabelledImages;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The files of MNIST and its relatives: {@code train-images-idx3-ubyte} with {@code train-labels-idx1-ubyte}, the test
 * files with {@code t10k} or {@code test} in front, plain or packed, with a dot or a dash before {@code idx}. Either
 * pair may be missing. There are ten classes unless a file {@code classes.txt} names others.
 */
final class IdxFolder implements FolderFormat {
    private static final List<String> FASHION = List.of(
            "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");
    private static final List<String> KUZUSHIJI = List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo");

    @Override
    public String name() {
        return "IDX (MNIST)";
    }

    @Override
    public boolean recognises(Path folder) {
        return file(folder, "train|t10k|test", "images|labels").isPresent();
    }

    @Override
    public FoundData read(Path folder) {
        List<String> names = names(folder);
        Optional<LabelledImages> train = pair(folder, "train", names.size());
        Optional<LabelledImages> test = pair(folder, "t10k", names.size()).or(() -> pair(folder, "test", names.size()));
        if (train.isPresent()) {
            return new FoundData(names, train.get(), test);
        }
        return new FoundData(names, test.orElseThrow(), Optional.empty());
    }

    private static List<String> names(Path folder) {
        Optional<Path> file = FolderListing.files(folder).stream()
                .filter(candidate -> FolderListing.lower(candidate).equals("classes.txt"))
                .findFirst();
        if (file.isPresent()) {
            Map<Integer, String> names = ClassNames.read(file.get());
            return List.copyOf(names.values());
        }
        String name = FolderListing.lower(folder);
        boolean kuzushiji = name.contains("kmnist") || name.contains("kuzushiji");
        return name.contains("fashion") ? FASHION : kuzushiji ? KUZUSHIJI : FoundData.DIGITS;
    }

    private static Optional<Path> file(Path folder, String parts, String kinds) {
        Pattern name = Pattern.compile("(" + parts + ")-(" + kinds + ")[-.]idx[13]-ubyte(\\.gz)?");
        return FolderListing.files(folder).stream()
                .filter(file -> name.matcher(FolderListing.lower(file)).matches())
                .findFirst();
    }

    private static Optional<LabelledImages> pair(Path folder, String part, int classes) {
        Optional<Path> images = file(folder, part, "images");
        Optional<Path> labels = file(folder, part, "labels");
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        if (images.isEmpty() || labels.isEmpty()) {
            String missing = part + (images.isEmpty() ? "-images-idx3-ubyte" : "-labels-idx1-ubyte");
            throw new Problem(
                    images.or(() -> labels).orElseThrow().toString(),
                    Text.of("data.idx.alone", Text.verbatim(missing)),
                    Text.of("data.idx.alone.mend"));
        }
        return Optional.of(IdxFiles.pair(
                labels.get(), IdxFiles.images(images.get(), false), IdxFiles.labels(labels.get(), classes, 0)));
    }
}
