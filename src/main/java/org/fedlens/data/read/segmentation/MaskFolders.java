package org.fedlens.data.read.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedlens.data.read.ClassNames;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Any images with masks: {@code images} and {@code masks} (or {@code labels}, {@code annotations}) with files of equal
 * names, and {@code classes.txt}. Either both lie in the folder itself, where {@code train.txt} and {@code val.txt} may
 * divide them, or in {@code train} and {@code val} (or {@code test}).
 *
 * <p>A mask value is the number of a class in the file. One class, the last, may be called {@code unlabelled}, {@code
 * ignore} or {@code void}: its pixels do not count, as 255 does not.
 */
final class MaskFolders implements SegmentationFormat {
    private static final String CLASSES = "classes.txt";
    private static final List<String> MASKS = List.of("masks", "labels", "annotations");

    @Override
    public String name() {
        return "images and masks";
    }

    @Override
    public boolean recognises(Path folder) {
        return Files.isRegularFile(folder.resolve(CLASSES))
                && Stream.of(folder, folder.resolve("train"))
                        .anyMatch(root -> Files.isDirectory(root.resolve("images"))
                                && masks(root).isPresent());
    }

    @Override
    public Listed read(Path folder, String which) {
        MaskCode code = code(folder.resolve(CLASSES));
        if (Files.isDirectory(folder.resolve("images"))) {
            Path masks = masks(folder).orElseThrow();
            Path images = folder.resolve("images");
            Path list = folder.resolve("val.txt");
            return new Listed(
                    code,
                    PairedFolders.of(folder.resolve("train.txt"), images, masks),
                    Files.isRegularFile(list)
                            ? Optional.of(PairedFolders.byList(list, images, masks))
                            : Optional.empty());
        }
        Optional<Path> other = Stream.of("val", "test")
                .map(folder::resolve)
                .filter(root ->
                        Files.isDirectory(root.resolve("images")) && masks(root).isPresent())
                .findFirst();
        return new Listed(code, part(folder.resolve("train")), other.map(MaskFolders::part));
    }

    private static List<SceneFiles.Pair> part(Path root) {
        return PairedFolders.byName(root.resolve("images"), masks(root).orElseThrow());
    }

    private static Optional<Path> masks(Path root) {
        return MASKS.stream().map(root::resolve).filter(Files::isDirectory).findFirst();
    }

    private static MaskCode code(Path file) {
        Map<Integer, String> names = ClassNames.read(file);
        List<String> classes = new ArrayList<>();
        int ignored = SegmentationSet.IGNORE;
        for (Map.Entry<Integer, String> entry : names.entrySet()) {
            if (entry.getValue().toLowerCase(Locale.ROOT).matches("unlabell?ed|ignore|ignored|void")) {
                ignored = entry.getKey();
            } else if (entry.getKey() == classes.size() && classes.size() < SegmentationSet.IGNORE) {
                classes.add(entry.getValue());
            } else {
                throw new Problem(
                        file.toString(),
                        Text.of("data.classes.gap", entry.getKey(), classes.size()),
                        Text.of("data.classes.gap.mend"));
            }
        }
        if (classes.isEmpty() || ignored > SegmentationSet.IGNORE) {
            throw new Problem(file.toString(), Text.of("data.empty"), Text.of("data.classes.mend"));
        }
        return MaskCode.direct(classes, ignored);
    }
}
