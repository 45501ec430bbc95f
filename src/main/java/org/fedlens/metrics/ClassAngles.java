package org.fedlens.metrics;

/**
 * How embeddings of one class lie to each other and to those of others: mean angles in degrees, from the cosines of all
 * pairs (the diagnostic of FedX: within should fall and between should rise). Labels serve the look, not the learning.
 *
 * @param within mean over pairs of one class, NaN if there is no such pair
 * @param between mean over pairs of two classes, NaN if there is no such pair
 */
public record ClassAngles(double within, double between) {
    /**
     * @param rows {@code [n][D]}; a row of length 0 lies at a right angle to all
     * @param labels class of each
     */
    public static ClassAngles of(float[][] rows, int[] labels) {
        double[] lengths = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            lengths[i] = Math.sqrt(product(rows[i], rows[i]));
        }
        double[] sums = new double[2];
        long[] counts = new long[2];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                double lengthsOfBoth = lengths[i] * lengths[j];
                double cosine = lengthsOfBoth == 0 ? 0 : product(rows[i], rows[j]) / lengthsOfBoth;
                int which = labels[i] == labels[j] ? 0 : 1;
                sums[which] += StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
                counts[which]++;
            }
        }
        return new ClassAngles(degrees(sums[0], counts[0]), degrees(sums[1], counts[1]));
    }

    private static double degrees(double sum, long count) {
        return count == 0 ? Double.NaN : Math.toDegrees(sum / count);
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
