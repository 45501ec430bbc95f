package org.fedlens.data.read.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.data.read.ClassNames;
import org.fedlens.data.read.FolderListing;
import org.fedlens.data.read.ImageFile;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** Finds the mask that belongs to an image: by name, or by a list. */
final class PairedFolders {
    private PairedFolders() {}

    /** Pairs every image of a folder with the mask of the same name up to the ending. */
    static List<SceneFiles.Pair> byName(Path images, Path masks) {
        Map<String, Path> byStem = new HashMap<>();
        ImageFile.in(masks).forEach(mask -> byStem.put(stem(FolderListing.name(mask)), mask));
        List<SceneFiles.Pair> pairs = new ArrayList<>();
        for (Path image : ImageFile.in(images)) {
            Path mask = byStem.get(stem(FolderListing.name(image)));
            if (mask == null) {
                throw new Problem(
                        image.toString(),
                        Text.of("data.mask.missing", masks.toString()),
                        Text.of("data.mask.missing.mend"));
            }
            pairs.add(new SceneFiles.Pair(image, mask));
        }
        if (pairs.isEmpty()) {
            throw new Problem(
                    images.toString(), Text.of("data.images.emptyClass"), Text.of("data.images.emptyClass.mend"));
        }
        return pairs;
    }

    /** Pairs the names of a list, one on each line, with the files of two folders. */
    static List<SceneFiles.Pair> byList(Path list, Path images, Path masks) {
        Map<String, Path> imageFiles = new HashMap<>();
        ImageFile.in(images).forEach(file -> imageFiles.put(stem(FolderListing.name(file)), file));
        Map<String, Path> maskFiles = new HashMap<>();
        ImageFile.in(masks).forEach(file -> maskFiles.put(stem(FolderListing.name(file)), file));
        List<SceneFiles.Pair> pairs = new ArrayList<>();
        List<String> lines = ClassNames.lines(list);
        for (int line = 0; line < lines.size(); line++) {
            // SegNet lists image and mask with the folders of its authors: only the image's name is looked at.
            String first = lines.get(line).split("\\s+")[0].replace('\\', '/');
            String stem = stem(first.substring(first.lastIndexOf('/') + 1));
            pairs.add(
                    new SceneFiles.Pair(listed(imageFiles, stem, list, images), listed(maskFiles, stem, list, masks)));
        }
        if (pairs.isEmpty()) {
            throw new Problem(list.toString(), Text.of("data.empty"), Text.of("data.damaged.mend"));
        }
        return pairs;
    }

    /** A part of a set that may have a list of its own: the list's scenes, or all of the folder. */
    static List<SceneFiles.Pair> of(Path list, Path images, Path masks) {
        return Files.isRegularFile(list) ? byList(list, images, masks) : byName(images, masks);
    }

    private static Path listed(Map<String, Path> files, String stem, Path list, Path folder) {
        Path file = files.get(stem);
        if (file == null) {
            throw new Problem(
                    list.toString(),
                    Text.of("data.list.missing", Text.verbatim(stem), folder.toString()),
                    Text.of("data.list.missing.mend"));
        }
        return file;
    }

    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
