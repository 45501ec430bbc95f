package org.fedlens.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CamVid in SegNet's layout: {@code train} with {@code trainannot}, and {@code val} with {@code valannot}, or {@code
 * test} with {@code testannot} where there is no {@code val}; {@code train.txt} and so on choose and order the scenes
 * where they exist. Masks hold 0 to 10 and 11 for unlabelled.
 *
 * <p>Source: Brostow et al., Semantic object classes in video (2009), in the 11 classes and the layout of
 * Badrinarayanan et al., SegNet (2017).
 */
final class CamVidFolder implements SegmentationFormat {
    @Override
    public String name() {
        return "CamVid";
    }

    @Override
    public boolean recognises(Path folder) {
        return Files.isDirectory(folder.resolve("trainannot"));
    }

    @Override
    public Listed read(Path folder, String which) {
        Optional<String> other = List.of("val", "test").stream()
                .filter(part -> Files.isDirectory(folder.resolve(part + "annot")))
                .findFirst();
        return new Listed(MaskCode.camVid(), part(folder, "train"), other.map(part -> part(folder, part)));
    }

    private static List<SceneFiles.Pair> part(Path folder, String part) {
        return PairedFolders.of(folder.resolve(part + ".txt"), folder.resolve(part), folder.resolve(part + "annot"));
    }
}
