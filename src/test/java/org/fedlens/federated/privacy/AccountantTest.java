package org.fedlens.federated.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a privacy budget costs, against the formulas written down once more. */
class AccountantTest {
    private static final double DELTA = 1e-5;

    /** The least of {@code rounds a / (2 noise^2) + ln(1 / delta) / (a - 1)} where everybody takes part. */
    private static double classic(int order, double noise, int rounds) {
        return rounds * order / (2 * noise * noise) + Math.log(1 / DELTA) / (order - 1);
    }

    /** Canonne et al. 2020: {@code RDP + ln((a - 1) / a) - (ln delta + ln a) / (a - 1)}. */
    private static double tight(int order, double noise, int rounds) {
        double a = order;
        return rounds * a / (2 * noise * noise) + Math.log((a - 1) / a) - (Math.log(DELTA) + Math.log(a)) / (a - 1);
    }

    @ParameterizedTest
    // Much spent: the lowest order; little spent: the highest; between them one in the middle.
    @CsvSource({"0.2, 10, 2", "100, 1, 256", "4, 1, 20"})
    void theLeastOfTheOrdersTwoTo256Counts(double noise, int rounds, int order) {
        Accountant account = Accountant.fresh().plus(1, noise, rounds);
        Accountant.Spent spent = account.epsilon(DELTA, Accountant.Conversion.CLASSIC);
        double least = IntStream.rangeClosed(2, 256)
                .mapToDouble(a -> classic(a, noise, rounds))
                .min()
                .orElseThrow();
        assertEquals(least, spent.epsilon(), 1e-12 * least);
        assertEquals(order, spent.order());
        double tightest = IntStream.rangeClosed(2, 256)
                .mapToDouble(a -> tight(a, noise, rounds))
                .min()
                .orElseThrow();
        assertEquals(
                Math.max(0, tightest),
                account.epsilon(DELTA, Accountant.Conversion.TIGHT).epsilon(),
                1e-12 * Math.abs(tightest));
    }

    @Test
    void nothingSpentIsTheHighestOrderAndNeverBelowNothing() {
        assertEquals(
                new Accountant.Spent(Math.log(1 / DELTA) / 255, 256),
                Accountant.fresh().epsilon(DELTA, Accountant.Conversion.CLASSIC));
        assertEquals(
                0, Accountant.fresh().epsilon(0.5, Accountant.Conversion.TIGHT).epsilon());
    }

    @ParameterizedTest
    @CsvSource({"0.3, 1.5, 2", "0.3, 1.5, 3", "0.01, 0.8, 7", "0.9, 3, 256"})
    void aRoundInWhichSomeTakePartIsTheBinomialSum(double rate, double noise, int order) {
        double sum = 0;
        for (int k = 0; k <= order; k++) {
            double choose = 1;
            for (int i = 0; i < k; i++) {
                choose *= (order - i) / (double) (k - i);
            }
            sum += choose
                    * Math.pow(1 - rate, order - k)
                    * Math.pow(rate, k)
                    * Math.exp(k * (k - 1) / (2 * noise * noise));
        }
        double expected = Math.log(sum) / (order - 1);
        assertEquals(expected, Accountant.divergence(rate, noise, order), 1e-9 * expected);
    }

    @Test
    void whereAllTakePartItIsTheGaussianMechanism() {
        assertEquals(3 / (2 * 1.5 * 1.5), Accountant.divergence(1, 1.5, 3), 1e-12);
        assertEquals(3 / (2 * 1.5 * 1.5), Accountant.divergence(1 - 1e-9, 1.5, 3), 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, Accountant.divergence(0.5, 0, 2));
    }

    @Test
    void whatWasKeptComesBackNearlyInDouble() {
        Accountant account = Accountant.fresh().plus(0.1, 1.1, 7).plus(1, 3, 2);
        Accountant back = Accountant.of(account.keep());
        for (Accountant.Conversion conversion : Accountant.Conversion.values()) {
            Accountant.Spent before = account.epsilon(DELTA, conversion);
            assertEquals(before.order(), back.epsilon(DELTA, conversion).order());
            assertEquals(before.epsilon(), back.epsilon(DELTA, conversion).epsilon(), 1e-12 * before.epsilon());
        }
        Accountant lost = Accountant.fresh().plus(0.5, 0, 1);
        assertEquals(
                Double.POSITIVE_INFINITY,
                Accountant.of(lost.keep())
                        .epsilon(DELTA, Accountant.Conversion.CLASSIC)
                        .epsilon());
    }

    @Test
    void roundsAddUp() {
        double apart = Accountant.fresh()
                .plus(0.1, 1, 3)
                .plus(0.1, 1, 4)
                .epsilon(DELTA, Accountant.Conversion.CLASSIC)
                .epsilon();
        double together = Accountant.fresh()
                .plus(0.1, 1, 7)
                .epsilon(DELTA, Accountant.Conversion.CLASSIC)
                .epsilon();
        assertEquals(together, apart, 1e-12);
    }
}
