package org.fedlens.experiment.settings;

import java.nio.file.Path;
import org.fedlens.data.DataSet;
import org.fedlens.data.partition.FeatureSkew;
import org.fedlens.data.partition.Partition;
import org.fedlens.data.partition.PartitionMove;
import org.fedlens.data.partition.Partitioner;
import org.fedlens.settings.Inline;
import org.fedlens.settings.Setting;

/**
 * How the training images are dealt to clients; the scheme's own keys stand beside {@code clients}.
 *
 * @param evenShare this share of the images is dealt evenly at random, the rest by the scheme: a mixture of the two.
 *     Only for schemes that go by labels
 * @param moves what was changed by hand afterwards, see {@link PartitionMove}
 * @param features how differently clients see
 */
public record PartitionSettings(
        @Inline("scheme") Partitioner scheme,
        @Setting(standard = "10", min = 1, max = 10_000) int clients,
        @Setting(standard = "0", min = 0, max = 1) double evenShare,
        @Setting(standard = "") String moves,
        FeatureSkew features) {
    public PartitionSettings {
        PartitionMove.read(moves);
    }

    /**
     * Deals the training images.
     *
     * @param base folder at which relative files start
     * @param seed the run's seed
     * @throws org.fedlens.text.Problem if they cannot be dealt so
     */
    public Partition deal(DataSet data, Path base, long seed) {
        Partitioner placed = scheme.at(base);
        return (evenShare == 0
                        ? Partition.of(placed, data, clients, seed)
                        : Partition.mixed(placed, data.train().labels(), clients, evenShare, seed))
                .moved(PartitionMove.read(moves), data.train());
    }
}
