package org.fedlens.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** Who takes part in a round. Depends on (seed, round) only, never on what was drawn before. */
final class Draw {
    private Draw() {}

    /** How many clients take part: {@code max(1, round(share * population))}. */
    static int size(int population, double share) {
        return (int) Math.max(1, Math.round(share * population));
    }

    /** Distinct clients, ascending. */
    static List<Integer> cohort(long seed, int round, int population, double share) {
        int size = size(population, share);
        int[] all = IntStream.range(0, population).toArray();
        if (size < population) {
            PermutationSampler.shuffle(Streams.of(seed, Purpose.SAMPLING, round), all);
            all = Arrays.copyOf(all, size);
            Arrays.sort(all);
        }
        return Arrays.stream(all).boxed().toList();
    }

    /** True if this client sends nothing in this round. */
    static boolean drops(long seed, int round, int client, double probability) {
        return probability > 0
                && Streams.of(seed, Purpose.DROP_OUT, round, client).nextDouble() < probability;
    }
}
