package org.fedlens.embedding;

import tagbio.umap.Umap;

/**
 * UMAP (McInnes et al. 2018) by the library umap-java, on one thread and with a fixed seed so that it gives the same
 * picture again. It cannot start from a layout nor be interrupted.
 */
public final class UmapLayout {
    private UmapLayout() {}

    /**
     * @param x {@code [n][D]}
     * @param neighbours that count, at least 2
     * @return x and y of each point in turn
     */
    public static double[] layout(float[][] x, int neighbours, long seed) {
        Umap umap = new Umap()
                .setNumberComponents(2)
                .setNumberNearestNeighbours(Math.max(2, Math.min(neighbours, x.length - 1)))
                .setThreads(1)
                .setSeed(seed);
        float[][] plane = umap.fitTransform(x);
        double[] y = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            y[2 * i] = plane[i][0];
            y[2 * i + 1] = plane[i][1];
        }
        return y;
    }
}
