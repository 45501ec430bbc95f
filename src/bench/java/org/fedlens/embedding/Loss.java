package org.fedlens.embedding;

import org.fedlens.parallel.ParallelFor;

/** What t-SNE minimises, opened for benchmarks. */
public final class Loss {
    private Loss() {}

    /** {@code KL(P || Q)} of a layout with the affinities that the layout was made with and Q over every pair. */
    public static double of(Tsne tsne, float[][] x, double[] y) throws InterruptedException {
        int neighbours = (int) Math.min(x.length - 1, 3 * tsne.perplexity());
        Affinities affinities = Affinities.of(x, tsne.perplexity(), neighbours, ParallelFor.SERIAL);
        return new TsneGradient(affinities, 0, ParallelFor.SERIAL).divergence(y);
    }
}
