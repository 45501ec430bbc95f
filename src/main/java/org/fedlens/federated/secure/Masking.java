package org.fedlens.federated.secure;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Secure aggregation after Bonawitz et al. (2017), simulated in one process:
 * {@code y_u = x_u + PRG(b_u) + sum_{v>u} PRG(s_uv) - sum_{v<u} PRG(s_uv)}. Two clients' masks cancel in the sum; what
 * clients that dropped out leave behind, and everybody's own mask, the server removes with secrets that any t survivors
 * give back together. The server learns the sum and nothing else.
 */
public final class Masking {
    private final List<Integer> cohort;
    private final int threshold;
    private final Ring ring;
    private final Map<Integer, byte[]> keys = new HashMap<>();
    private final Map<Integer, byte[]> seeds = new HashMap<>();
    private final Map<Integer, BigInteger> known = new HashMap<>();
    private final Map<Integer, Holder> holders = new TreeMap<>();

    /**
     * Keys are made and secrets shared.
     *
     * @param threshold t, how many must survive
     * @param random each client's own, by number
     */
    public Masking(List<Integer> cohort, int threshold, Ring ring, IntFunction<UniformRandomProvider> random) {
        this.cohort = List.copyOf(cohort);
        this.threshold = threshold;
        this.ring = ring;
        cohort.forEach(client -> holders.put(client, new Holder()));
        for (int client : cohort) {
            UniformRandomProvider own = random.apply(client);
            byte[] key = bytes(own);
            byte[] seed = bytes(own);
            keys.put(client, key);
            seeds.put(client, seed);
            known.put(client, Agreement.publicOf(key));
            share(client, Holder.Secret.KEY, key, own);
            share(client, Holder.Secret.MASK, seed, own);
        }
    }

    private static byte[] bytes(UniformRandomProvider random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private void share(int client, Holder.Secret secret, byte[] bytes, UniformRandomProvider random) {
        Map<Integer, BigInteger> shares = Shamir.split(new BigInteger(1, bytes), cohort.size(), threshold, random);
        for (int i = 0; i < cohort.size(); i++) {
            holders.get(cohort.get(i)).keep(client, secret, shares.get(i + 1));
        }
    }

    /** What one client holds of the others' secrets. */
    public Holder holder(int client) {
        return holders.get(client);
    }

    /** What one client sends. */
    public long[] masked(int client, long[] values) {
        long[] hidden = paired(client, values, cohort, ring, (u, v) -> pairMask(keys.get(u), v, values.length));
        add(hidden, Agreement.stream(seeds.get(client), values.length, ring), 1);
        return hidden;
    }

    /**
     * The pairwise part alone: {@code x_u + sum_{v>u} s_uv - sum_{v<u} s_uv}.
     *
     * @param masks of a client and another, the same in either order
     */
    public static long[] paired(
            int client, long[] values, List<Integer> cohort, Ring ring, BiFunction<Integer, Integer, long[]> masks) {
        long[] hidden = values.clone();
        for (int other : cohort) {
            if (other != client) {
                long[] mask = masks.apply(client, other);
                for (int i = 0; i < hidden.length; i++) {
                    hidden[i] = other > client ? ring.add(hidden[i], mask[i]) : ring.subtract(hidden[i], mask[i]);
                }
            }
        }
        return hidden;
    }

    private long[] pairMask(byte[] key, int other, int count) {
        return Agreement.stream(Agreement.shared(key, known.get(other)), count, ring);
    }

    private void add(long[] sum, long[] more, int sign) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sign > 0 ? ring.add(sum[i], more[i]) : ring.subtract(sum[i], more[i]);
        }
    }

    /** True if so many can be unmasked. */
    public boolean suffices(int survivors) {
        return survivors >= threshold;
    }

    /**
     * The sum of what the survivors had.
     *
     * @param arrived what they sent, by client
     * @throws IllegalStateException if fewer than t survived
     */
    public long[] sum(Map<Integer, long[]> arrived) {
        if (!suffices(arrived.size())) {
            throw new IllegalStateException(arrived.size() + " of " + threshold + " needed clients survived");
        }
        int count = arrived.values().iterator().next().length;
        long[] sum = new long[count];
        arrived.values().forEach(hidden -> add(sum, hidden, 1));
        List<Integer> survivors = arrived.keySet().stream().sorted().toList();
        for (int client : survivors) {
            add(sum, Agreement.stream(recovered(client, Holder.Secret.MASK, survivors), count, ring), -1);
        }
        for (int lost : cohort) {
            if (!arrived.containsKey(lost)) {
                byte[] key = recovered(lost, Holder.Secret.KEY, survivors);
                for (int client : survivors) {
                    // The survivor added the mask if the lost client's number is higher.
                    add(sum, pairMask(key, client, count), lost > client ? -1 : 1);
                }
            }
        }
        return sum;
    }

    private byte[] recovered(int client, Holder.Secret secret, List<Integer> survivors) {
        Map<Integer, BigInteger> shares = new TreeMap<>();
        for (int survivor : survivors.subList(0, threshold)) {
            shares.put(cohort.indexOf(survivor) + 1, holders.get(survivor).give(client, secret));
        }
        byte[] number = Shamir.combine(shares).toByteArray();
        byte[] bytes = new byte[32];
        int length = Math.min(number.length, bytes.length);
        System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
        return bytes;
    }
}
