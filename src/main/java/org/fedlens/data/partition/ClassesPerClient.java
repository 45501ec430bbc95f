package org.fedlens.data.partition;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.fedlens.data.Labels;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Every client sees a fixed number of classes. With N clients, C classes and k classes per client, every class is
 * shuffled and cut into {@code ceil(k * N / C)} pieces whose sizes differ by one at most; clients in order take k times
 * a piece of the class with the fewest pieces taken, the lower class first. Five clients with two of ten classes
 * therefore hold the classes {0, 1}, {2, 3} and so on, whole.
 *
 * <p>Source: EasyFL, as FedU and FedEMA use it. There a heap finds the class; since it always yields the classes in
 * turn (0, 1 ... C - 1, 0, 1 ...), we count instead. If k N is no multiple of C, the last piece of some classes is left
 * over and goes to nobody. We refuse a class with fewer pictures than pieces, so that each client has exactly k
 * classes.
 *
 * @param perClient k, at most the number of classes
 */
@Named("classes")
public record ClassesPerClient(@Setting(standard = "2", min = 1, max = 1000) int perClient) implements Partitioner {
    public ClassesPerClient {
        PartitionSupport.range(ClassesPerClient.class, "perClient", perClient);
    }

    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        PartitionSupport.check(labels, clients);
        int classes = labels.classes();
        if (perClient > classes) {
            throw new Problem(
                    "partition.perClient",
                    Text.of("partition.fewClasses", classes, perClient),
                    Text.of("partition.fewClasses.mend", classes));
        }
        long pieces = ((long) perClient * clients + classes - 1) / classes;
        int[][] members = labels.byClass();
        for (int label = 0; label < classes; label++) {
            if (members[label].length < pieces) {
                throw new Problem(
                        "partition.clients",
                        Text.of("partition.smallClass", label, members[label].length, pieces),
                        Text.of("partition.smallClass.mend"));
            }
            ArraySampler.shuffle(random, members[label]);
        }
        return IntStream.range(0, clients)
                .mapToObj(client -> take(members, (int) pieces, client, random))
                .toList();
    }

    private int[] take(int[][] members, int pieces, int client, UniformRandomProvider random) {
        long first = (long) client * perClient;
        int[] taken = IntStream.range(0, perClient)
                .mapToLong(turn -> first + turn)
                .mapToObj(turn -> PartitionSupport.piece(
                        members[(int) (turn % members.length)], pieces, (int) (turn / members.length)))
                .flatMapToInt(Arrays::stream)
                .toArray();
        return ArraySampler.shuffle(random, taken);
    }
}
