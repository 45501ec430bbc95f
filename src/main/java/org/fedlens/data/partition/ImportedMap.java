package org.fedlens.data.partition;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.Labels;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The deal that a file holds, in any form that {@link PartitionMap} reads; nothing is drawn. The file must have as many
 * clients as the experiment. Pictures that the file does not name are left over.
 *
 * @param file the partition map; a relative path starts at the experiment file's own folder
 */
@Named("map")
public record ImportedMap(@Setting(standard = "partition.json") String file) implements Partitioner {
    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        Path path = path();
        Partition read = PartitionMap.read(path, labels.count());
        if (read.clients() != clients) {
            throw new Problem(
                    "partition.clients",
                    Text.of("partition.map.clients", path.toString(), read.clients(), clients),
                    Text.of("partition.map.clients.mend", read.clients()));
        }
        return IntStream.range(0, clients).mapToObj(read::indices).toList();
    }

    @Override
    public Partitioner at(Path base) {
        return new ImportedMap(base.resolve(path()).normalize().toString());
    }

    private Path path() {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new Problem(
                    "partition.file",
                    Text.of("data.noPath", Text.verbatim(file)),
                    Text.of("partition.map.form.mend"),
                    e);
        }
    }
}
