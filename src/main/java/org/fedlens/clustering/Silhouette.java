package org.fedlens.clustering;

/**
 * How well clusters of unit vectors are separated, without labels (Rousseeuw 1987), by the distance {@code 1 - cos}:
 * for each picture {@code (b - a) / max(a, b)}, a the mean distance to its own cluster's others and b the least mean
 * distance to another cluster; 0 for a picture that is alone. With this distance the means follow from each cluster's
 * sum, so it takes N M D operations instead of N^2 D.
 */
public final class Silhouette {
    private Silhouette() {}

    /**
     * The mean over all pictures, -1 to 1; NaN with fewer than two clusters and where every picture is alone, which
     * says nothing.
     *
     * @param features one row a picture, of unit length
     */
    public static double mean(float[][] features, Clusters clusters) {
        if (clusters.count() < 2 || clusters.count() == features.length) {
            return Double.NaN;
        }
        int width = features[0].length;
        double[][] sums = new double[clusters.count()][width];
        for (int i = 0; i < features.length; i++) {
            double[] sum = sums[clusters.of(i)];
            for (int k = 0; k < width; k++) {
                sum[k] += features[i][k];
            }
        }
        int[] sizes = clusters.sizes();
        double total = 0;
        for (int i = 0; i < features.length; i++) {
            int own = clusters.of(i);
            if (sizes[own] > 1) {
                total += one(features[i], sums, sizes, own);
            }
        }
        return total / features.length;
    }

    private static double one(float[] feature, double[][] sums, int[] sizes, int own) {
        double nearest = Double.POSITIVE_INFINITY;
        double within = 0;
        for (int cluster = 0; cluster < sums.length; cluster++) {
            double along = 0;
            for (int k = 0; k < feature.length; k++) {
                along += feature[k] * sums[cluster][k];
            }
            if (cluster == own) {
                // The picture itself, at distance 0, is in the sum but not in the mean.
                within = (sizes[own] - along) / (sizes[own] - 1);
            } else {
                nearest = Math.min(nearest, 1 - along / sizes[cluster]);
            }
        }
        double most = Math.max(within, nearest);
        return most <= 0 ? 0 : (nearest - within) / most;
    }
}
