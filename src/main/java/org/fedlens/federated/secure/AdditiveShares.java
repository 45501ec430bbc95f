package org.fedlens.federated.secure;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The simplest secret sharing: every client splits its numbers into as many random shares as there are clients, which
 * sum to them. Each sums what it got, the server adds these sums. Nobody may drop out on the way, and traffic grows
 * with the square of the cohort.
 */
public final class AdditiveShares {
    private AdditiveShares() {}

    /** @return one row for each holder */
    public static long[][] split(long[] values, int holders, Ring ring, UniformRandomProvider random) {
        long[][] shares = new long[holders][values.length];
        for (int i = 0; i < values.length; i++) {
            long left = values[i];
            for (int holder = 1; holder < holders; holder++) {
                shares[holder][i] = ring.of(random.nextLong());
                left = ring.subtract(left, shares[holder][i]);
            }
            shares[0][i] = left;
        }
        return shares;
    }

    /** The sum of rows. */
    public static long[] sum(long[][] rows, Ring ring) {
        long[] sum = new long[rows[0].length];
        for (long[] row : rows) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] = ring.add(sum[i], row[i]);
            }
        }
        return sum;
    }
}
