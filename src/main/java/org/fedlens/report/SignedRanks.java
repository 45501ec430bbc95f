package org.fedlens.report;

import java.util.Arrays;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's signed-rank test of paired differences, two-sided and exact. W is the sum of the ranks of the differences
 * above zero, ranked by their absolute value; p is twice the chance of a sum as far from the middle as this one when
 * all {@code 2^n} ways to give signs to the ranks 1 to n are equally likely, and 1 at most.
 *
 * <p>Differences of zero say nothing and are left out. Equal absolute differences get the mean of their ranks, and the
 * sum, rounded away from the middle, is looked up among the sums of ranks without ties, as printed tables are used: an
 * approximation, but one by which three seeds never prove what three seeds cannot.
 *
 * <p>Source: Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1 (1945).
 */
final class SignedRanks {
    private static final WilcoxonSignedRankTest EXACT =
            WilcoxonSignedRankTest.withDefaults().with(PValueMethod.EXACT);

    private SignedRanks() {}

    /**
     * @param differences of each pair, not all zero; the order does not matter
     * @return p, above 0 and at most 1
     */
    static double p(double[] differences) {
        double[] told =
                Arrays.stream(differences).filter(difference -> difference != 0).toArray();
        double sum = EXACT.statistic(told);
        double all = told.length * (told.length + 1.0) / 2;
        return EXACT.test(withoutTies(told.length, Math.ceil(Math.max(sum, all - sum))))
                .getPValue();
    }

    /** Differences of absolute values 1 to n of which those above zero add up to a sum: the largest that fit. */
    private static double[] withoutTies(int n, double sum) {
        double[] differences = new double[n];
        double left = sum;
        for (int rank = n; rank > 0; rank--) {
            boolean fits = rank <= left;
            differences[rank - 1] = fits ? rank : -rank;
            left -= fits ? rank : 0;
        }
        return differences;
    }
}
