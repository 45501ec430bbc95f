package org.fedlens.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.fedlens.settings.Named;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Label skew drawn from a Dirichlet distribution. For every class, shares {@code q ~ Dirichlet(alpha * 1)} over the N
 * clients are drawn; the share of a client that already holds n / N pictures or more is set to zero; the rest is scaled
 * to sum one and the shuffled class is cut at {@code floor(cumsum(q) * size)}. The whole draw is repeated until every
 * client has the minimum. A small alpha gives clients of one or two classes each, a large one nearly equal clients.
 *
 * <p>Source: Hsu, Qi and Brown, Measuring the effects of non-identical data distribution (2019), in the form with a
 * balance guard that Yurochkin et al. (2019), NIID-Bench, MOON, FedX and EasyFL use. We deviate in five points: clients
 * may be filled up ({@code topUp}); the number of classes is taken from the data; the loop is bounded by
 * {@value #DRAWS} draws, by fewer with thousands of clients; a draw in which every share vanishes (0 / 0) counts as
 * failed; the rest of a class goes to its last client with a share, so that rounding cannot hand a picture to a client
 * that the guard left out. A draw decides on sizes alone, pictures are dealt once it is accepted, which changes no
 * probability. Nothing is left over.
 *
 * @param alpha concentration: the smaller, the more the clients differ
 * @param minimum fewest pictures of a client
 * @param topUp true to take the first draw as it is and fill up clients below the minimum, one picture after the other
 *     from the client that is largest then. With thousands of clients and a small alpha no draw would ever be accepted;
 *     filling up changes few clients and keeps the others as drawn
 */
@Named("dirichlet")
public record Dirichlet(
        @Setting(standard = "0.5", min = 0.01, max = 1e6, scale = Scale.LOG) double alpha,
        @Setting(standard = "10", min = 1, max = 1000) int minimum,
        @Setting(standard = "false") boolean topUp)
        implements Partitioner {
    private static final int DRAWS = 1000;

    public Dirichlet {
        Dealing.range(Dirichlet.class, "alpha", alpha);
        Dealing.range(Dirichlet.class, "minimum", minimum);
    }

    /** Without filling up. */
    public Dirichlet(double alpha, int minimum) {
        this(alpha, minimum, false);
    }

    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        Dealing.check(labels, clients);
        Dealing.checkMinimum(labels, clients, minimum);
        int[] sizes = labels.histogram();
        Supplier<double[]> shares = shares(clients, random);
        int draws = Dealing.draws(DRAWS, (long) clients * sizes.length);
        for (int draw = 0; draw < draws; draw++) {
            Optional<int[][]> counts = counts(sizes, clients, labels.count(), shares);
            if (counts.isPresent()) {
                return deal(labels.byClass(), counts.get(), clients, random);
            }
        }
        throw new Problem(
                "partition.alpha",
                Text.of("partition.alphaTooLow", draws, clients, minimum, alpha),
                Text.of("partition.alphaTooLow.mend", minimum, clients));
    }

    private Supplier<double[]> shares(int clients, UniformRandomProvider random) {
        if (clients == 1) {
            return () -> new double[] {1};
        }
        return DirichletSampler.symmetric(random, clients, alpha)::sample;
    }

    /** How many pictures of every class each client gets in one draw; empty if the draw is not accepted. */
    private Optional<int[][]> counts(int[] sizes, int clients, int total, Supplier<double[]> shares) {
        int[][] counts = new int[sizes.length][];
        int[] held = new int[clients];
        for (int label = 0; label < sizes.length; label++) {
            double[] share = shares.get();
            double sum = 0;
            for (int client = 0; client < clients; client++) {
                if ((long) held[client] * clients >= total) {
                    share[client] = 0;
                }
                sum += share[client];
            }
            if (sizes[label] > 0 && !(sum > 0)) {
                return Optional.empty();
            }
            counts[label] = cut(share, sum, sizes[label]);
            for (int client = 0; client < clients; client++) {
                held[client] += counts[label][client];
            }
        }
        if (topUp) {
            fill(counts, held);
        }
        boolean accepted = Arrays.stream(held).allMatch(size -> size >= minimum);
        return accepted ? Optional.of(counts) : Optional.empty();
    }

    /** Moves pictures from the largest client to those below the minimum, from its largest class first. */
    private void fill(int[][] counts, int[] held) {
        PriorityQueue<Integer> largest = new PriorityQueue<>(
                Comparator.<Integer>comparingInt(client -> -held[client]).thenComparing(Comparator.naturalOrder()));
        for (int client = 0; client < held.length; client++) {
            if (held[client] > minimum) {
                largest.add(client);
            }
        }
        for (int client = 0; client < held.length; client++) {
            while (held[client] < minimum) {
                int giver = largest.remove();
                int given = 0;
                for (int label = 1; label < counts.length; label++) {
                    given = counts[label][giver] > counts[given][giver] ? label : given;
                }
                counts[given][giver]--;
                counts[given][client]++;
                held[giver]--;
                held[client]++;
                if (held[giver] > minimum) {
                    largest.add(giver);
                }
            }
        }
    }

    private static int[] cut(double[] share, double sum, int size) {
        int[] counts = new int[share.length];
        int last = share.length - 1;
        while (last > 0 && share[last] == 0) {
            last--;
        }
        double cumulative = 0;
        int from = 0;
        for (int client = 0; client < last; client++) {
            cumulative += share[client] / sum;
            int to = Math.min(size, (int) Math.floor(cumulative * size));
            counts[client] = to - from;
            from = to;
        }
        counts[last] = size - from;
        return counts;
    }

    private static List<int[]> deal(int[][] members, int[][] counts, int clients, UniformRandomProvider random) {
        int[] held = new int[clients];
        for (int[] ofClass : counts) {
            for (int client = 0; client < clients; client++) {
                held[client] += ofClass[client];
            }
        }
        List<int[]> dealt = new ArrayList<>();
        for (int size : held) {
            dealt.add(new int[size]);
        }
        int[] filled = new int[clients];
        for (int label = 0; label < members.length; label++) {
            ArraySampler.shuffle(random, members[label]);
            int from = 0;
            for (int client = 0; client < clients; client++) {
                int count = counts[label][client];
                System.arraycopy(members[label], from, dealt.get(client), filled[client], count);
                filled[client] += count;
                from += count;
            }
        }
        dealt.forEach(pictures -> ArraySampler.shuffle(random, pictures));
        return List.copyOf(dealt);
    }
}
