package org.fedlens.data.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.Labels;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Every client holds k classes, of which one is given and the others are drawn: client i has class {@code i mod C} and
 * {@code k - 1} further ones. Every class is shuffled and shared evenly, up to one picture, among the clients that hold
 * it. Clients therefore overlap at random and differ in size, unlike those of {@link ClassesPerClient}.
 *
 * <p>Source: NIID-Bench (Li et al. 2022), there called #C=k. With fewer clients than classes some class may be held by
 * nobody; its pictures are left over. We refuse a class with fewer pictures than holders, so that each client has
 * exactly k classes.
 *
 * @param perClient k, at most the number of classes
 */
@Named("class-count")
public record ClassCount(@Setting(standard = "2", min = 1, max = 1000) int perClient) implements Partitioner {
    public ClassCount {
        PartitionSupport.range(ClassCount.class, "perClient", perClient);
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
        List<List<Integer>> holders = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            holders.add(new ArrayList<>());
        }
        for (int client = 0; client < clients; client++) {
            int given = client % classes;
            holders.get(given).add(client);
            int[] others = new PermutationSampler(random, classes, classes).sample();
            int turn = 0;
            for (int taken = 1; taken < perClient; turn++) {
                if (others[turn] != given) {
                    holders.get(others[turn]).add(client);
                    taken++;
                }
            }
        }
        return deal(labels, holders, clients, random);
    }

    private static List<int[]> deal(
            Labels labels, List<List<Integer>> holders, int clients, UniformRandomProvider random) {
        int[][] dealt = new int[clients][0];
        int[][] members = labels.byClass();
        for (int label = 0; label < members.length; label++) {
            List<Integer> own = holders.get(label);
            if (members[label].length < own.size()) {
                throw new Problem(
                        "partition.clients",
                        Text.of("partition.smallClass", label, members[label].length, own.size()),
                        Text.of("partition.smallClass.mend"));
            }
            ArraySampler.shuffle(random, members[label]);
            for (int turn = 0; turn < own.size(); turn++) {
                int[] piece = PartitionSupport.piece(members[label], own.size(), turn);
                int client = own.get(turn);
                int[] joined = Arrays.copyOf(dealt[client], dealt[client].length + piece.length);
                System.arraycopy(piece, 0, joined, dealt[client].length, piece.length);
                dealt[client] = joined;
            }
        }
        return Arrays.stream(dealt)
                .map(pictures -> ArraySampler.shuffle(random, pictures))
                .toList();
    }
}
