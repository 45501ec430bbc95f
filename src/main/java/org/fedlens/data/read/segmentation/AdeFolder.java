package org.fedlens.data.read.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.data.read.ClassNames;

/**
 * ADE20K scene parsing: {@code images/training} with {@code annotations/training}, and {@code validation} likewise.
 * Masks hold 1 to 150, and 0 for what does not count. Names come from the last column of {@code objectInfo150.txt}.
 *
 * <p>Source: Zhou et al., Scene parsing through ADE20K dataset (2017).
 */
final class AdeFolder implements SegmentationFormat {
    private static final int CLASSES = 150;
    private static final String CHILD = "ADEChallengeData2016";

    @Override
    public String name() {
        return "ADE20K";
    }

    @Override
    public boolean recognises(Path folder) {
        return Files.isDirectory(folder.resolve("annotations").resolve("training"))
                || Files.isDirectory(folder.resolve(CHILD));
    }

    @Override
    public Listed read(Path folder, String which) {
        if (Files.isDirectory(folder.resolve(CHILD))) {
            return read(folder.resolve(CHILD), which);
        }
        boolean more = Files.isDirectory(folder.resolve("annotations").resolve("validation"));
        return new Listed(
                MaskCode.ade(names(folder.resolve("objectInfo150.txt"))),
                part(folder, "training"),
                more ? Optional.of(part(folder, "validation")) : Optional.empty());
    }

    private static List<SceneFiles.Pair> part(Path folder, String part) {
        return PairedFolders.byName(
                folder.resolve("images").resolve(part),
                folder.resolve("annotations").resolve(part));
    }

    private static List<String> names(Path file) {
        if (Files.isRegularFile(file)) {
            // The first line is a heading; a line ends with all names of its class, the first of which is usual.
            List<String> names = ClassNames.lines(file).stream()
                    .skip(1)
                    .map(line -> line.substring(line.lastIndexOf('\t') + 1)
                            .split(",")[0]
                            .strip())
                    .toList();
            if (names.size() == CLASSES) {
                return names;
            }
        }
        return IntStream.rangeClosed(1, CLASSES).mapToObj(Integer::toString).toList();
    }
}
