package org.fedlens.metrics;

import java.util.Arrays;

/**
 * How far clients differ from all of them together, by the classes they hold. With {@code p} the shares of classes at
 * one client and {@code q} those of all pictures:
 *
 * <ul>
 *   <li>Jensen-Shannon divergence in bits, {@code H((p+q)/2) - (H(p)+H(q))/2}: 0 for the same mix, 1 for nothing in
 *       common;
 *   <li>earth mover's distance as Zhao et al. (2018) use it, {@code sum |p_c - q_c|}: 0 to 2;
 *   <li>effective classes, {@code exp(H(p))} with natural logarithms: k if a client holds k classes evenly;
 *   <li>size variation, deviation over mean of the clients' sizes: 0 for equal sizes.
 * </ul>
 *
 * @param jensenShannon one a client; NaN for a client without pictures
 * @param earthMover one a client; NaN for a client without pictures
 * @param effectiveClasses one a client; NaN for a client without pictures
 * @param sizeVariation one for all
 */
public record Heterogeneity(
        double[] jensenShannon, double[] earthMover, double[] effectiveClasses, double sizeVariation) {
    private static final double BITS = 1 / Math.log(2);

    /** @param counts pictures by client and class */
    public static Heterogeneity of(int[][] counts) {
        if (counts.length == 0) {
            throw new IllegalArgumentException("No clients");
        }
        long[] sum = new long[counts[0].length];
        for (int[] client : counts) {
            Arrays.setAll(sum, label -> sum[label] + client[label]);
        }
        double[] all = shares(sum);
        double[] divergence = new double[counts.length];
        double[] moved = new double[counts.length];
        double[] effective = new double[counts.length];
        double[] sizes = new double[counts.length];
        for (int client = 0; client < counts.length; client++) {
            double[] own = shares(Arrays.stream(counts[client]).asLongStream().toArray());
            double[] middle = new double[own.length];
            Arrays.setAll(middle, label -> (own[label] + all[label]) / 2);
            // Rounding may leave a divergence of equal mixes just below zero.
            double bits = (entropy(middle) - (entropy(own) + entropy(all)) / 2) * BITS;
            divergence[client] = Double.isNaN(bits) ? bits : Math.max(0, bits);
            for (int label = 0; label < own.length; label++) {
                moved[client] += Math.abs(own[label] - all[label]);
            }
            effective[client] = Math.exp(entropy(own));
            sizes[client] = Arrays.stream(counts[client]).asLongStream().sum();
        }
        return new Heterogeneity(divergence, moved, effective, variation(sizes));
    }

    /** Mean over the clients that hold something. */
    public double meanJensenShannon() {
        return mean(jensenShannon);
    }

    /** Mean over the clients that hold something. */
    public double meanEarthMover() {
        return mean(earthMover);
    }

    /** Mean over the clients that hold something. */
    public double meanEffectiveClasses() {
        return mean(effectiveClasses);
    }

    private static double[] shares(long[] counts) {
        double sum = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToDouble(count -> count / sum).toArray();
    }

    private static double entropy(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum -= share == 0 ? 0 : share * Math.log(share);
        }
        return sum;
    }

    private static double variation(double[] sizes) {
        double mean = mean(sizes);
        double squares = 0;
        for (double size : sizes) {
            squares += (size - mean) * (size - mean);
        }
        return Math.sqrt(squares / sizes.length) / mean;
    }

    private static double mean(double[] figures) {
        return Arrays.stream(figures)
                .filter(figure -> !Double.isNaN(figure))
                .average()
                .orElse(Double.NaN);
    }
}
