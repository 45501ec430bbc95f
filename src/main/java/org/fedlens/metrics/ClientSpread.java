package org.fedlens.metrics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * How one figure differs between clients. Quantiles interpolate linearly (type 7).
 *
 * @param worstTenth mean over the worst tenth of the clients, at least one
 */
public record ClientSpread(double min, double p10, double median, double p90, double max, double worstTenth) {
    private static final Quantile QUANTILE = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    /** @param values one for each client, at least one; NaN entries are left out */
    public static ClientSpread of(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("No values");
        }
        double[] q = QUANTILE.evaluate(sorted, 0, 0.1, 0.5, 0.9, 1);
        int tenth = Math.max(1, sorted.length / 10);
        double worst = Arrays.stream(sorted, 0, tenth).average().orElseThrow();
        return new ClientSpread(q[0], q[1], q[2], q[3], q[4], worst);
    }
}
