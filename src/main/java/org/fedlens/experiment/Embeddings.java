package org.fedlens.experiment;

/**
 * Where the images of {@link EmbeddedImages} lie after a round.
 *
 * @param round the round, 0 for the untrained model
 * @param vectors {@code [n][D]}, rounded to 16 bits beside the largest number of each vector
 * @param guesses the class the model takes each image for; without a classifier, the class of most of its neighbours
 * @param clusters where clients make clusters of their own images: for each image the first one of these that lies in
 *     the same cluster, so that a cluster keeps its number while others are merged into it; else empty
 */
public record Embeddings(int round, float[][] vectors, int[] guesses, int[] clusters) {
    public Embeddings {
        if (vectors.length != guesses.length) {
            throw new IllegalArgumentException(vectors.length + " vectors, but " + guesses.length + " guesses");
        }
        if (clusters.length != 0 && clusters.length != vectors.length) {
            throw new IllegalArgumentException(vectors.length + " vectors, but " + clusters.length + " clusters");
        }
    }

    /** Where nobody makes clusters. */
    public Embeddings(int round, float[][] vectors, int[] guesses) {
        this(round, vectors, guesses, new int[0]);
    }
}
