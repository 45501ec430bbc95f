package org.fedlens.data.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.fedlens.data.Labels;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Clients of unequal size whose classes are mixed alike: shares of all pictures are drawn as {@code q ~ Dirichlet(beta
 * 1_N)}, drawn again until every client has the minimum, and the shuffled pictures are cut at {@code floor(cumsum(q)
 * n)}. A small beta gives a few large clients and many small ones. Nothing is left over.
 *
 * <p>Source: NIID-Bench (Li et al. 2022), there iid-diff-quantity, with a minimum of 10. The loop is bounded by {@value
 * #DRAWS} draws here.
 *
 * @param beta concentration: the smaller, the more the sizes differ
 * @param minimum fewest pictures of a client
 */
@Named("quantity")
public record QuantitySkew(
        @Setting(standard = "0.5", min = 0.01, max = 1e6, scale = SliderScale.LOG) double beta,
        @Setting(standard = "1", min = 1, max = 1000) int minimum)
        implements Partitioner {
    private static final int DRAWS = 1000;

    public QuantitySkew {
        PartitionSupport.range(QuantitySkew.class, "beta", beta);
        PartitionSupport.range(QuantitySkew.class, "minimum", minimum);
    }

    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        PartitionSupport.check(labels, clients);
        PartitionSupport.checkMinimum(labels, clients, minimum);
        int[] all = ArraySampler.shuffle(random, PermutationSampler.natural(labels.count()));
        int[] ends = ends(all.length, clients, random);
        List<int[]> dealt = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            dealt.add(Arrays.copyOfRange(all, from, end));
            from = end;
        }
        return List.copyOf(dealt);
    }

    private int[] ends(int total, int clients, UniformRandomProvider random) {
        if (clients == 1) {
            return new int[] {total};
        }
        DirichletSampler sampler = DirichletSampler.symmetric(random, clients, beta);
        for (int draw = 0; draw < PartitionSupport.draws(DRAWS, clients); draw++) {
            double[] share = sampler.sample();
            int[] ends = new int[clients];
            double sum = 0;
            boolean enough = true;
            for (int client = 0; client < clients; client++) {
                sum += share[client];
                ends[client] = client == clients - 1 ? total : (int) Math.min(total, Math.floor(sum * total));
                enough &= ends[client] - (client == 0 ? 0 : ends[client - 1]) >= minimum;
            }
            // Shares of no size at all come out as NaN: such a draw has failed.
            if (enough && Double.isFinite(sum)) {
                return ends;
            }
        }
        throw new Problem(
                "partition.beta",
                Text.of("partition.betaTooLow", PartitionSupport.draws(DRAWS, clients), clients, minimum, beta),
                Text.of("partition.betaTooLow.mend", clients));
    }
}
