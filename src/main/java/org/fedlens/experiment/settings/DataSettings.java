package org.fedlens.experiment.settings;

import java.nio.file.Path;
import org.fedlens.data.DataSet;
import org.fedlens.data.read.ReadingOptions;
import org.fedlens.data.source.DataSources;
import org.fedlens.settings.Setting;

/**
 * Which images are learned from.
 *
 * @param source a built-in name, or a folder; a relative folder starts at the experiment file's own folder
 * @param train use at most this many training images, 0 for all
 * @param test use at most this many test images, 0 for all
 * @param height rows of the pictures where the data set allows a choice, 0 for those of the first picture
 * @param width columns likewise
 * @param part which of several sets in the folder, such as a split of EMNIST; empty where there is one
 * @param skipDamaged true to leave out pictures that cannot be read; the run names them in its environment
 */
public record DataSettings(
        @Setting(standard = "digits-8x8") String source,
        @Setting(standard = "0", min = 0, max = 10_000_000) int train,
        @Setting(standard = "0", min = 0, max = 10_000_000) int test,
        @Setting(standard = "0", min = 0, max = 4096) int height,
        @Setting(standard = "0", min = 0, max = 4096) int width,
        @Setting(standard = "") String part,
        @Setting(standard = "false") boolean skipDamaged) {
    /**
     * Reads the images.
     *
     * @param base folder at which a relative source starts
     * @param seed the run's seed, for the test split and the limits
     * @throws org.fedlens.text.Problem if there is no such source or a file in it cannot be used
     */
    public DataSet open(Path base, long seed) {
        return new DataSources(base, new ReadingOptions(skipDamaged, part))
                .open(source, train, test, seed, height, width);
    }
}
