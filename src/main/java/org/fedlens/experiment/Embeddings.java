package org.fedlens.experiment;

/**
 * Where the images of {@link EmbeddedImages} lie after a round.
 *
 * @param round the round, 0 for the untrained model
 * @param vectors {@code [n][D]}, rounded to 16 bits beside the largest number of each vector
 * @param guesses the class the model takes each image for; without a classifier, the class of most of its neighbours
 */
public record Embeddings(int round, float[][] vectors, int[] guesses) {
    public Embeddings {
        if (vectors.length != guesses.length) {
            throw new IllegalArgumentException(vectors.length + " vectors, but " + guesses.length + " guesses");
        }
    }
}
