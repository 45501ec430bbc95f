package org.fedlens.experiment;

import java.nio.file.Path;
import org.fedlens.data.DataSet;
import org.fedlens.data.FeatureSkew;
import org.fedlens.data.Move;
import org.fedlens.data.Partition;
import org.fedlens.data.Partitioner;
import org.fedlens.settings.Inline;
import org.fedlens.settings.Setting;

/**
 * How the training images are dealt to clients; the scheme's own keys stand beside {@code clients}.
 *
 * @param moves what was changed by hand afterwards, see {@link Move}
 * @param features how differently clients see
 */
public record PartitionSettings(
        @Inline("scheme") Partitioner scheme,
        @Setting(standard = "10", min = 1, max = 10_000) int clients,
        @Setting(standard = "") String moves,
        FeatureSkew features) {
    public PartitionSettings {
        Move.read(moves);
    }

    /**
     * Deals the training images.
     *
     * @param base folder at which relative files start
     * @param seed the run's seed
     * @throws org.fedlens.text.Problem if they cannot be dealt so
     */
    public Partition deal(DataSet data, Path base, long seed) {
        return Partition.of(scheme.at(base), data, clients, seed)
                .moved(Move.read(moves), data.train().labels());
    }
}
