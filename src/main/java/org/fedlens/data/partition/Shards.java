package org.fedlens.data.partition;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.Labels;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The split that introduced federated averaging: sort the pictures by label, cut them into N s shards of equal size and
 * deal every client s random shards. MNIST with 100 clients and s = 2 gives 200 shards of 300. A shard no larger than
 * the smallest class straddles one boundary at most, so a client sees 2 s classes at most, and s if the shard size
 * divides every class.
 *
 * <p>Source: McMahan et al., Communication-efficient learning of deep networks from decentralized data (AISTATS 2017).
 * The paper's sizes divide evenly; ours leave a remainder of fewer than N s pictures, which goes to nobody. It is drawn
 * at random before sorting, so that it does not fall on the last class alone.
 *
 * @param perClient s, the shards of a client
 */
@Named("shards")
public record Shards(@Setting(standard = "2", min = 1, max = 100) int perClient) implements Partitioner {
    public Shards {
        PartitionSupport.range(Shards.class, "perClient", perClient);
    }

    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        PartitionSupport.check(labels, clients);
        long wanted = (long) clients * perClient;
        if (wanted > labels.count()) {
            throw new Problem(
                    "partition.perClient",
                    Text.of("partition.manyShards", labels.count(), wanted),
                    Text.of("partition.manyShards.mend", labels.count() / clients));
        }
        int shards = (int) wanted;
        int size = labels.count() / shards;
        int[] all = ArraySampler.shuffle(random, PermutationSampler.natural(labels.count()));
        int[] sorted = Arrays.stream(all)
                .limit((long) size * shards)
                .boxed()
                .sorted(Comparator.comparingInt(labels::of))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] order = ArraySampler.shuffle(random, PermutationSampler.natural(shards));
        return IntStream.range(0, clients)
                .mapToObj(client -> IntStream.range(client * perClient, (client + 1) * perClient)
                        .flatMap(turn -> IntStream.range(order[turn] * size, (order[turn] + 1) * size))
                        .map(place -> sorted[place])
                        .toArray())
                .map(pictures -> ArraySampler.shuffle(random, pictures))
                .toList();
    }
}
