package org.fedlens.embedding;

/**
 * How well classes stand apart (Rousseeuw 1987): for each point, a is its mean distance to its own class and b the
 * least mean distance to another; the figure is the mean of {@code (b - a) / max(a, b)}, from -1 to 1. A point that is
 * alone in its class counts 0. Euclidean distances between vectors of length 1, so that size alone does not count.
 */
public final class Silhouette {
    private Silhouette() {}

    /**
     * @param x {@code [n][D]}
     * @param labels class of each point
     * @return NaN with fewer than two classes
     */
    public static double of(float[][] x, int[] labels, int classes) {
        int[] count = new int[classes];
        for (int label : labels) {
            count[label]++;
        }
        int present = 0;
        for (int size : count) {
            present += size > 0 ? 1 : 0;
        }
        if (present < 2) {
            return Double.NaN;
        }
        Distances distances = new Distances(units(x));
        float[] squares = new float[distances.room()];
        double total = 0;
        for (int i = 0; i < x.length; i++) {
            distances.of(i, squares);
            double[] sums = new double[classes];
            for (int j = 0; j < x.length; j++) {
                sums[labels[j]] += Math.sqrt(squares[j]);
            }
            total += one(sums, count, labels[i]);
        }
        return total / x.length;
    }

    private static double one(double[] sums, int[] count, int own) {
        if (count[own] < 2) {
            return 0;
        }
        double a = sums[own] / (count[own] - 1);
        double b = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sums.length; c++) {
            if (c != own && count[c] > 0) {
                b = Math.min(b, sums[c] / count[c]);
            }
        }
        double larger = Math.max(a, b);
        return larger == 0 ? 0 : (b - a) / larger;
    }

    private static float[][] units(float[][] x) {
        float[][] units = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            double squares = 0;
            for (float value : x[i]) {
                squares += (double) value * value;
            }
            double scale = 1 / Math.max(Math.sqrt(squares), 1e-12);
            units[i] = new float[x[i].length];
            for (int d = 0; d < x[i].length; d++) {
                units[i][d] = (float) (x[i][d] * scale);
            }
        }
        return units;
    }
}
