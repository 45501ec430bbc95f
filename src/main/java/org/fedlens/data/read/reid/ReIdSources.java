package org.fedlens.data.read.reid;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedlens.data.ReIdSet;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Opens sets for re-identification: Market-1501, DukeMTMC-reID, CUHK03-NP, MSMT17, query and gallery folders, or one
 * folder for each camera as VIPeR; recognised by what a folder holds. Only names are read here.
 */
public final class ReIdSources {
    private static final List<ReIdFormat> FORMATS = List.of(new MsmtFolder(), new MarketFolder(), new CameraFolders());

    private ReIdSources() {}

    /** True if {@link #open} would try. */
    public static boolean recognises(Path folder) {
        return format(folder).isPresent();
    }

    /**
     * Opens a folder.
     *
     * @param seed the run's seed, for sets that come without a division
     * @throws Problem if the folder is not recognised, or a name does not tell identity and camera
     */
    public static ReIdSet open(Path folder, long seed) {
        return format(folder)
                .orElseThrow(() ->
                        new Problem(folder.toString(), Text.of("data.noSightings"), Text.of("data.noSightings.mend")))
                .read(folder, seed);
    }

    private static Optional<ReIdFormat> format(Path folder) {
        return FORMATS.stream().filter(format -> format.recognises(folder)).findFirst();
    }
}
