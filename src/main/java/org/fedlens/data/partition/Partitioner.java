package org.fedlens.data.partition;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.DataSet;
import org.fedlens.data.Labels;
import org.fedlens.data.ReIdSites;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/**
 * Deals the training pictures to clients. How it deals decides how much the clients differ, which is the difficulty
 * that federated methods are compared on.
 *
 * <p>Every partitioner keeps four promises: no picture goes to two clients; every picture goes to a client, except for
 * a remainder that the partitioner's own page names; the same random stream gives the same deal; every client gets at
 * least one picture, or as many as the partitioner promises, or there is a {@link org.fedlens.text.Problem}. The order
 * of the pictures within a client is random.
 */
public sealed interface Partitioner
        permits Iid,
                Dirichlet,
                ClassesPerClient,
                ClassCount,
                Shards,
                QuantitySkew,
                WholeClasses,
                ErasedClasses,
                SiteSplit.BySite,
                SiteSplit.ByCamera,
                ByDomain,
                ImportedMap {
    /**
     * @param labels the class of every training picture
     * @param clients how many clients, at least one
     * @param random the stream for this deal
     * @return the pictures of every client, as indices into {@code labels}
     * @throws org.fedlens.text.Problem if the pictures cannot be dealt so
     */
    List<int[]> split(Labels labels, int clients, UniformRandomProvider random);

    /**
     * The same for pictures whose origin may be known; most partitioners do not ask.
     *
     * @param sites where the pictures come from, for data sets that say so
     */
    default List<int[]> split(Labels labels, Optional<ReIdSites> sites, int clients, UniformRandomProvider random) {
        return split(labels, clients, random);
    }

    /**
     * Deals a whole data set with the stream that belongs to this run's partition.
     *
     * @param seed the run's seed
     */
    default Partition deal(DataSet data, int clients, long seed) {
        return Partition.of(split(data.train().labels(), data.sites(), clients, Streams.of(seed, Purpose.PARTITION)));
    }

    /** The same partitioner with files named from a folder; most have none. */
    default Partitioner at(Path base) {
        return this;
    }
}
