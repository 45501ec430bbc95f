package org.fedlens.data.read.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.data.read.FolderListing;
import org.fedlens.data.read.ImageFile;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Cityscapes: {@code leftImg8bit/train/<city>/*_leftImg8bit.png} with {@code
 * gtFine/train/<city>/*_gtFine_labelIds.png}, and {@code val} likewise. The ids 0 to 33 become the 19 training classes;
 * the others do not count.
 *
 * <p>Source: Cordts et al., The Cityscapes dataset for semantic urban scene understanding (2016).
 */
final class CityscapesFolder implements SegmentationFormat {
    private static final String IMAGES = "leftImg8bit";
    private static final String MASKS = "gtFine";

    @Override
    public String name() {
        return "Cityscapes";
    }

    @Override
    public boolean recognises(Path folder) {
        return Files.isDirectory(folder.resolve(IMAGES)) && Files.isDirectory(folder.resolve(MASKS));
    }

    @Override
    public Listed read(Path folder, String which) {
        Optional<List<SceneFiles.Pair>> validation =
                Files.isDirectory(folder.resolve(IMAGES).resolve("val"))
                        ? Optional.of(part(folder, "val"))
                        : Optional.empty();
        return new Listed(MaskCode.cityscapes(), part(folder, "train"), validation);
    }

    private static List<SceneFiles.Pair> part(Path folder, String part) {
        List<SceneFiles.Pair> pairs = new ArrayList<>();
        Path images = folder.resolve(IMAGES).resolve(part);
        for (Path city : FolderListing.folders(images)) {
            for (Path image : ImageFile.in(city)) {
                String mask = FolderListing.name(image).replace("_leftImg8bit.", "_gtFine_labelIds.");
                Path file = folder.resolve(MASKS)
                        .resolve(part)
                        .resolve(FolderListing.name(city))
                        .resolve(mask);
                if (!Files.isRegularFile(file)) {
                    throw new Problem(
                            image.toString(),
                            Text.of("data.mask.missing", file.toString()),
                            Text.of("data.mask.missing.mend"));
                }
                pairs.add(new SceneFiles.Pair(image, file));
            }
        }
        if (pairs.isEmpty()) {
            throw new Problem(
                    images.toString(), Text.of("data.images.emptyClass"), Text.of("data.images.emptyClass.mend"));
        }
        return pairs;
    }
}
