package org.fedlens.data.read.segmentation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.read.FolderListing;
import org.fedlens.data.read.ReadingOptions;
import org.fedlens.data.scene.Scenes;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Opens sets of images with masks: CamVid, PASCAL VOC 2012, Cityscapes, ADE20K scene parsing, or any folders of images
 * and masks with a file of class names; recognised by what a folder holds. Only names are read here, pictures when a
 * scene is asked for. Where there is no validation part, a fifth of the scenes, drawn by the seed, becomes one.
 */
public final class SegmentationSources {
    private static final List<SegmentationFormat> FORMATS =
            List.of(new CamVidFolder(), new VocFolder(), new CityscapesFolder(), new AdeFolder(), new MaskFolders());
    private static final int PARTS = 5;

    private SegmentationSources() {}

    /** True if {@link #open} would try. */
    public static boolean recognises(Path folder) {
        return format(folder).isPresent();
    }

    /**
     * Opens a folder.
     *
     * @param seed the run's seed, for the split
     * @param part which of several sets it holds, see {@link ReadingOptions}; formats that hold one pay no regard to it
     * @throws Problem if the folder is not recognised, or lists and files do not fit
     */
    public static SegmentationSet open(Path folder, long seed, String part) {
        SegmentationFormat format = format(folder)
                .orElseThrow(
                        () -> new Problem(folder.toString(), Text.of("data.noMasks"), Text.of("data.noMasks.mend")));
        SegmentationFormat.Listed listed = format.read(folder, part);
        Scenes train = new SceneFiles(listed.train(), listed.code());
        Scenes validation;
        if (listed.validation().isPresent()) {
            validation = new SceneFiles(listed.validation().get(), listed.code());
        } else {
            int[] order =
                    new PermutationSampler(Streams.of(seed, Purpose.TEST_SPLIT), train.count(), train.count()).sample();
            int apart = Math.round(train.count() / (float) PARTS);
            if (apart == 0) {
                throw new Problem(
                        folder.toString(), Text.of("data.fewForTest", train.count()), Text.of("data.fewForTest.mend"));
            }
            validation = train.subset(Arrays.stream(order).limit(apart).sorted().toArray());
            train = train.subset(IntStream.of(order).skip(apart).sorted().toArray());
        }
        return new SegmentationSet(
                FolderListing.name(folder), format.name(), listed.code().classes(), train, validation);
    }

    /** Opens a folder that holds one set. */
    public static SegmentationSet open(Path folder, long seed) {
        return open(folder, seed, "");
    }

    private static Optional<SegmentationFormat> format(Path folder) {
        return FORMATS.stream().filter(format -> format.recognises(folder)).findFirst();
    }
}
