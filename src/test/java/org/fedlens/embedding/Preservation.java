package org.fedlens.embedding;

/** How honest a layout is about neighbourhoods. */
public final class Preservation {
    private Preservation() {}

    /**
     * Trustworthiness (Venna and Kaski 2001): 1 less a penalty for every point that is among the k nearest in the
     * layout but not in the original space, as large as its rank there exceeds k:
     * {@code 1 - 2 / (n k (2n - 3k - 1)) sum_i sum_j (r(i, j) - k)}. 1 is best.
     *
     * @param x {@code [n][D]}
     * @param y {@code [2n]}
     * @param k below n / 2
     */
    public static double trustworthiness(float[][] x, double[] y, int k) {
        int n = x.length;
        if (k < 1 || 2 * k >= n) {
            throw new IllegalArgumentException(k + " neighbours of " + n + " points");
        }
        float[][] plane = new float[n][2];
        for (int i = 0; i < n; i++) {
            plane[i][0] = (float) y[2 * i];
            plane[i][1] = (float) y[2 * i + 1];
        }
        Distances original = new Distances(x);
        Distances shown = new Distances(plane);
        float[] squares = new float[original.room()];
        int[] rank = new int[n];
        double penalty = 0;
        for (int i = 0; i < n; i++) {
            original.of(i, squares);
            int[] ranked = original.ranked(i, squares);
            for (int r = 0; r < ranked.length; r++) {
                rank[ranked[r]] = r + 1;
            }
            shown.of(i, squares);
            for (int j : shown.nearest(i, squares, k)) {
                penalty += Math.max(0, rank[j] - k);
            }
        }
        return 1 - 2.0 / ((double) n * k * (2.0 * n - 3.0 * k - 1)) * penalty;
    }
}
