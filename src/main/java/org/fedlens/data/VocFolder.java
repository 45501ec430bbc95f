package org.fedlens.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * PASCAL VOC 2012: {@code JPEGImages}, palette masks in {@code SegmentationClass}, and the lists {@code train.txt} and
 * {@code val.txt} in {@code ImageSets/Segmentation}; in the folder itself or in {@code VOC2012} or {@code
 * VOCdevkit/VOC2012} below it. There are 21 classes with the background as class 0; the border (255) does not count.
 * The part {@code objects} has the 20 classes of objects only, and background counts as little as the border: so FedSeg
 * (Miao et al. 2023) trains and evaluates.
 *
 * <p>Source: Everingham et al., The PASCAL visual object classes challenge (2015).
 */
final class VocFolder implements SegmentationFormat {
    private static final String OBJECTS = "objects";

    @Override
    public String name() {
        return "PASCAL VOC 2012";
    }

    @Override
    public boolean recognises(Path folder) {
        return root(folder).isPresent();
    }

    @Override
    public Listed read(Path folder, String which) {
        if (!which.isEmpty() && !which.equals(OBJECTS)) {
            throw new Problem("data.part", Text.of("data.voc.part", which), Text.of("data.voc.part.mend", OBJECTS));
        }
        Path root = root(folder).orElseThrow();
        Path images = root.resolve("JPEGImages");
        Path masks = root.resolve("SegmentationClass");
        Path lists = root.resolve("ImageSets").resolve("Segmentation");
        Path validation = lists.resolve("val.txt");
        return new Listed(
                which.equals(OBJECTS) ? MaskCode.vocObjects() : MaskCode.voc(),
                PairedFolders.byList(lists.resolve("train.txt"), images, masks),
                Files.isRegularFile(validation)
                        ? Optional.of(PairedFolders.byList(validation, images, masks))
                        : Optional.empty());
    }

    private static Optional<Path> root(Path folder) {
        return Stream.of(
                        folder,
                        folder.resolve("VOC2012"),
                        folder.resolve("VOCdevkit").resolve("VOC2012"))
                .filter(root -> Files.isDirectory(root.resolve("SegmentationClass")))
                .findFirst();
    }
}
