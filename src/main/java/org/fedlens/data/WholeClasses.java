package org.fedlens.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Every class goes to one client whole: for re-identification, nobody is known to two clients. The shuffled classes
 * that have pictures are dealt in parts whose numbers fall by a constant ratio, {@code q^0 : q^1 : q^2 ...}, at least
 * one each, the largest first.
 *
 * <p>Source: FedReID (Zhuang et al. 2020), by identity and in equal parts; the ratio is ours.
 *
 * @param ratio q; 1 deals equal parts
 */
@Named("identity")
public record WholeClasses(@Setting(standard = "1.0", min = 0.1, max = 1) double ratio) implements Partitioner {
    public WholeClasses {
        Dealing.range(WholeClasses.class, "ratio", ratio);
    }

    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        Dealing.check(labels, clients);
        int[][] members = labels.byClass();
        int[] known = IntStream.range(0, members.length)
                .filter(label -> members[label].length > 0)
                .toArray();
        if (known.length < clients) {
            throw new Problem(
                    "partition.clients",
                    Text.of("partition.fewIdentities", known.length, clients),
                    Text.of("partition.fewIdentities.mend", known.length));
        }
        ArraySampler.shuffle(random, known);
        int[] ends = ends(known.length, clients);
        List<int[]> dealt = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            dealt.add(Arrays.stream(known, from, end)
                    .mapToObj(label -> members[label])
                    .flatMapToInt(Arrays::stream)
                    .sorted()
                    .toArray());
            from = end;
        }
        return List.copyOf(dealt);
    }

    /** Where each client's part of the shuffled classes ends. */
    private int[] ends(int classes, int clients) {
        double whole = 0;
        for (int client = 0; client < clients; client++) {
            whole += StrictMath.pow(ratio, client);
        }
        int[] ends = new int[clients];
        double share = 0;
        for (int client = 0; client < clients; client++) {
            share += StrictMath.pow(ratio, client) / whole;
            int before = client == 0 ? 0 : ends[client - 1];
            int latest = classes - (clients - 1 - client);
            ends[client] = (int) Math.min(latest, Math.max(before + 1, Math.round(share * classes)));
        }
        ends[clients - 1] = classes;
        return ends;
    }
}
