package org.fedlens.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.fedlens.embedding.Lanes;
import org.fedlens.embedding.Pca;
import org.fedlens.embedding.Procrustes;
import org.fedlens.embedding.Projection;
import org.fedlens.embedding.Silhouette;
import org.fedlens.embedding.Tsne;
import org.fedlens.embedding.Umaps;
import org.fedlens.experiment.EmbeddedImages;
import org.fedlens.experiment.EmbeddingFiles;
import org.fedlens.experiment.Embeddings;
import org.fedlens.metrics.Neighbours;

/**
 * Lays out the rounds of one run, one after the other, each from the one before. It works on a thread of the background
 * and says what it has as soon as it has it.
 */
final class Layouts {
    /** Steps of the first round; later rounds begin where the one before ended and need fewer. */
    private static final int FIRST_STEPS = 500;

    private static final int LATER_STEPS = 250;
    private static final int NEIGHBOURS = 5;
    /** Points the silhouette looks at, for it takes the square of that. */
    private static final int MOST_COMPARED = 1500;

    private final Lanes lanes;

    Layouts(Lanes lanes) {
        this.lanes = lanes;
    }

    /** How to lay out. */
    record Recipe(Projection projection, int perplexity) {
        /** What a projection is called, in any language. */
        static String name(Projection projection) {
            return projection == Projection.TSNE ? "t-SNE" : projection.name();
        }

        /** In as few words as tell it from others. */
        String said() {
            return projection == Projection.PCA ? name(projection) : name(projection) + " " + perplexity;
        }
    }

    /**
     * One round, laid out.
     *
     * @param y x and y of each point in turn
     * @param guesses class the model takes each image for
     * @param near share of the five nearest neighbours' votes that name the right class, by cosine
     * @param silhouette see {@link Silhouette}
     * @param clusters the clusters that clients made, see {@link Embeddings#clusters()}, -1 for an image alone in its
     *     own; empty where nobody makes any
     * @param settled false while the layout is still moving
     */
    record Look(int round, double[] y, int[] guesses, int[] clusters, double near, double silhouette, boolean settled) {
        /** True if clients made clusters. */
        boolean clustered() {
            return clusters.length > 0;
        }

        /** The cluster of an image, -1 if it has none or is alone in it. */
        int cluster(int image) {
            return clustered() ? clusters[image] : -1;
        }
    }

    /** Hears what comes to be known; on the background's thread. */
    interface Ear {
        void opened(EmbeddedImages images, List<Integer> rounds);

        void laid(Look look);
    }

    /**
     * Lays out all rounds that are kept and are not yet known.
     *
     * @param known the last layout that is known, or nothing to begin with the first round
     * @param onto layout of the same images in another run, on which the first round is laid
     * @param wanted false as soon as nobody waits any more
     * @throws InterruptedException if nobody waits any more
     */
    void lay(Path run, Recipe recipe, Optional<Look> known, Optional<double[]> onto, AtomicBoolean wanted, Ear ear)
            throws InterruptedException {
        EmbeddingFiles files = EmbeddingFiles.of(run);
        EmbeddedImages images = files.images();
        List<Integer> rounds = files.rounds();
        ear.opened(images, rounds);
        Optional<double[]> before = known.map(Look::y);
        for (int round : rounds) {
            if (known.isPresent() && round <= known.get().round()) {
                continue;
            }
            require(wanted);
            Embeddings embeddings = files.round(round);
            Measured measured = measured(embeddings, images);
            double[] y = layout(embeddings.vectors(), recipe, before, (step, now) -> {
                require(wanted);
                if (step % 25 == 0) {
                    ear.laid(look(embeddings, now.clone(), measured, false));
                }
            });
            Optional<double[]> still = before.or(() -> onto.filter(other -> other.length == y.length));
            double[] aligned = still.map(fixed -> Procrustes.aligned(y, fixed)).orElse(y);
            before = Optional.of(aligned);
            ear.laid(look(embeddings, aligned, measured, true));
        }
    }

    private static void require(AtomicBoolean wanted) throws InterruptedException {
        if (!wanted.get()) {
            throw new InterruptedException("Nobody waits for this layout");
        }
    }

    private static Look look(Embeddings embeddings, double[] y, Measured measured, boolean settled) {
        return new Look(
                embeddings.round(),
                y,
                embeddings.guesses(),
                together(embeddings.clusters()),
                measured.near,
                measured.silhouette,
                settled);
    }

    private static int[] together(int[] clusters) {
        int[] sizes = new int[clusters.length];
        IntStream.of(clusters).forEach(cluster -> sizes[cluster]++);
        return IntStream.of(clusters)
                .map(cluster -> sizes[cluster] > 1 ? cluster : -1)
                .toArray();
    }

    private double[] layout(float[][] vectors, Recipe recipe, Optional<double[]> before, Tsne.Watch watch)
            throws InterruptedException {
        return switch (recipe.projection()) {
            case PCA -> Pca.plane(vectors);
            case UMAP -> Umaps.layout(vectors, recipe.perplexity() / 2, 1);
            case TSNE ->
                Tsne.usual(1)
                        .withPerplexity(recipe.perplexity())
                        .withIterations(before.isPresent() ? LATER_STEPS : FIRST_STEPS)
                        .layout(vectors, before, lanes, watch);
        };
    }

    private record Measured(double near, double silhouette) {}

    private Measured measured(Embeddings embeddings, EmbeddedImages images) throws InterruptedException {
        float[][] vectors = embeddings.vectors();
        int[] labels = images.labels();
        int classes = images.classes().size();
        Neighbours neighbours = new Neighbours(vectors, labels, classes, NEIGHBOURS, 1);
        boolean[] right = new boolean[vectors.length];
        lanes.ranges(vectors.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                right[i] = named(neighbours.nearest(vectors[i], NEIGHBOURS + 1), i, labels, classes) == labels[i];
            }
        });
        double share =
                (double) IntStream.range(0, right.length).filter(i -> right[i]).count() / right.length;
        int compared = Math.min(MOST_COMPARED, vectors.length);
        double silhouette = Silhouette.of(Arrays.copyOf(vectors, compared), Arrays.copyOf(labels, compared), classes);
        return new Measured(share, silhouette);
    }

    /** The class of most of the others; among equals that of the nearest. */
    private static int named(int[] nearest, int own, int[] labels, int classes) {
        int[] votes = new int[classes];
        int best = -1;
        for (int other : nearest) {
            if (other != own) {
                votes[labels[other]]++;
            }
        }
        for (int other : nearest) {
            best = other != own && (best < 0 || votes[labels[other]] > votes[best]) ? labels[other] : best;
        }
        return best;
    }

    /** The nearest images of one image in a round, nearest first, itself first of all. */
    static int[] nearest(Path run, int round, int image, int most) {
        float[][] vectors = EmbeddingFiles.of(run).round(round).vectors();
        return new Neighbours(vectors, new int[vectors.length], 1, 1, 1).nearest(vectors[image], most);
    }
}
