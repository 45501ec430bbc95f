package org.fedlens.data.partition;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.Labels;
import org.fedlens.settings.Named;

/**
 * Every client gets a random sample of the same distribution: shuffle all pictures and cut them into pieces whose
 * sizes differ by one at most. The larger pieces come first, as in FedX and NIID-Bench; EasyFL puts them last. Nothing
 * is left over.
 */
@Named("iid")
public record Iid() implements Partitioner {
    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        PartitionSupport.check(labels, clients);
        int[] all = PermutationSampler.natural(labels.count());
        ArraySampler.shuffle(random, all);
        return IntStream.range(0, clients)
                .mapToObj(client -> PartitionSupport.piece(all, clients, client))
                .toList();
    }
}
