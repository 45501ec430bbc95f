package org.fedlens.data.read.segmentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One way in which a folder may hold images with masks. */
interface SegmentationFormat {
    /** What its authors call it; the same in every language. */
    String name();

    /** A look at names, not at contents. */
    boolean recognises(Path folder);

    /**
     * @param which of several sets in the folder; empty for the usual one
     * @throws org.fedlens.text.Problem if a list names a file that is missing, or a mask is missing
     */
    Listed read(Path folder, String which);

    /**
     * The files of a set, none of them opened yet.
     *
     * @param code what mask values mean
     * @param train the training scenes, or all where the folder makes no difference
     * @param validation the others; empty if some must be split off
     */
    record Listed(MaskCode code, List<SceneFiles.Pair> train, Optional<List<SceneFiles.Pair>> validation) {}
}
