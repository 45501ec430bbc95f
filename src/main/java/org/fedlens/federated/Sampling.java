package org.fedlens.federated;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;

/** Which clients take part in a round. What is drawn depends on the stream handed in and on nothing else. */
public sealed interface Sampling {
    /**
     * How many clients shall take part.
     *
     * @param share of the training settings
     */
    default int count(int population, double share) {
        return (int) Math.max(1, Math.round(share * population));
    }

    /** Draws clients, ascending; more than the count where {@link #asksLosses()}. */
    List<Integer> draw(Pool pool, int count, UniformRandomProvider random);

    /** The chance with which every client is drawn, where it is the same for all: what privacy accounting needs. */
    default OptionalDouble rate(int population, double share) {
        return OptionalDouble.of((double) count(population, share) / population);
    }

    /** True if those drawn are candidates, of which the losses decide. */
    default boolean asksLosses() {
        return false;
    }

    /**
     * Who can be drawn.
     *
     * @param clients numbers, ascending
     * @param samples images of each client, by number
     */
    record Pool(List<Integer> clients, List<Integer> samples) {
        public Pool {
            clients = List.copyOf(clients);
            samples = List.copyOf(samples);
        }

        /** Draws without putting back, each time with chances in proportion to the images (Efraimidis and Spirakis). */
        List<Integer> bySize(int count, UniformRandomProvider random) {
            double[] keys = new double[samples.size()];
            for (int client : clients) {
                keys[client] = Math.log(1 - random.nextDouble()) / Math.max(1, samples.get(client));
            }
            return clients.stream()
                    .sorted(Comparator.comparingDouble(client -> -keys[client]))
                    .limit(count)
                    .sorted()
                    .toList();
        }

        List<Integer> evenly(int count, UniformRandomProvider random) {
            if (count >= clients.size()) {
                return clients;
            }
            int[] all = clients.stream().mapToInt(Integer::intValue).toArray();
            PermutationSampler.shuffle(random, all);
            return IntStream.of(all).limit(count).sorted().boxed().toList();
        }
    }

    /** A share of all clients, all with the same chance; at least one. */
    @Named("fraction")
    record Fraction() implements Sampling {
        @Override
        public List<Integer> draw(Pool pool, int count, UniformRandomProvider random) {
            return pool.evenly(count, random);
        }
    }

    /** A fixed number of clients, all with the same chance. */
    @Named("number")
    record Number(@Setting(standard = "5", min = 1, max = 100_000, live = true) int drawn) implements Sampling {
        @Override
        public int count(int population, double share) {
            return Math.min(drawn, population);
        }

        @Override
        public List<Integer> draw(Pool pool, int count, UniformRandomProvider random) {
            return pool.evenly(count, random);
        }
    }

    /** A share of all clients; who has more images is drawn more often. Goes with equal weights in the average. */
    @Named("by-size")
    record BySize() implements Sampling {
        @Override
        public List<Integer> draw(Pool pool, int count, UniformRandomProvider random) {
            return pool.bySize(count, random);
        }

        @Override
        public OptionalDouble rate(int population, double share) {
            return OptionalDouble.empty();
        }
    }

    /**
     * Every client throws a coin of its own (Poisson sampling), as privacy accounting assumes; some rounds draw nobody.
     */
    @Named("poisson")
    record Poisson() implements Sampling {
        @Override
        public List<Integer> draw(Pool pool, int count, UniformRandomProvider random) {
            double chance = (double) count / pool.samples().size();
            return pool.clients().stream()
                    .filter(client -> random.nextDouble() < chance)
                    .toList();
        }
    }

    /**
     * Power of choice (Cho et al. 2020): candidates are drawn by size, each tells the loss of the global model on its
     * images, and those with the highest take part. Faster at first, and unfair to clients that are easy.
     *
     * @param candidates d; never fewer than take part
     */
    @Named("power-of-choice")
    record PowerOfChoice(@Setting(standard = "10", min = 1, max = 100_000, live = true) int candidates)
            implements Sampling {
        @Override
        public List<Integer> draw(Pool pool, int count, UniformRandomProvider random) {
            return pool.bySize(Math.max(candidates, count), random);
        }

        @Override
        public OptionalDouble rate(int population, double share) {
            return OptionalDouble.empty();
        }

        @Override
        public boolean asksLosses() {
            return true;
        }
    }

    /** The candidates with the highest losses, ascending by number; of equal losses the lower number. */
    static List<Integer> highest(List<Integer> candidates, List<Double> losses, int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(candidates.size())
                .sorted(Comparator.comparingDouble(i -> -losses.get(i)))
                .limit(count)
                .map(candidates::get)
                .sorted()
                .toList();
    }
}
