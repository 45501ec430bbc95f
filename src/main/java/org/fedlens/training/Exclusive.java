package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fedlens.clustering.Clusters;
import org.fedlens.settings.Setting;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.weights.Part;

/**
 * The exclusive loss of bottom-up clustering (Lin et al. 2019): every cluster has a row of a lookup table V {@code [M,
 * D]}, and an embedding x of unit length shall point to its own: {@code -log softmax(t x V^T)_y}, averaged over the
 * batch. V is no parameter; after each step the rows of the batch follow, image by image:
 * {@code V_y <- norm((V_y + x) / 2)}. The embedding is a dense layer, batch normalisation, division by the length and
 * then dropout on the features. Pictures are found again by the features. The table stays on the client and begins anew
 * with each visit, since clusters have been merged: at zero as in FedUReID's code, or at the mean embedding of each
 * cluster as in the paper on bottom-up clustering. What is left of an epoch after whole batches is skipped.
 *
 * @param sharpness t, the inverse of a temperature
 * @param embedding D
 * @param dropout of the embedding, after it was brought to unit length
 * @param table what the rows begin with
 */
public record Exclusive(
        @Setting(standard = "10", min = 0.1, max = 100, live = true) double sharpness,
        @Setting(standard = "128", min = 2, max = 4096) int embedding,
        @Setting(standard = "0.5", min = 0, max = 0.95) double dropout,
        @Setting(standard = "zero") Table table)
        implements Objective {
    private static final String TABLE = "table";
    private static final float SMALLEST = 1e-12f;

    /** What the rows of the table begin with. */
    public enum Table {
        ZERO,
        MEAN
    }

    @Override
    public NDArray loss(Step step) {
        return CrossEntropy.mean(scores(step), step.labels());
    }

    @Override
    public NDArray scores(Step step) {
        return scores(step.embedding(), step.notes().get(TABLE));
    }

    /** {@code t x V^T}: {@code [B, M]}. */
    NDArray scores(NDArray x, NDArray rows) {
        return Scalars.times(x.matMul(rows.transpose()), sharpness);
    }

    @Override
    public Heads heads() {
        Heads.Mlp projector = new Heads.Mlp(1, 0, embedding, Heads.Norms.UNIT, dropout);
        return new Heads(Optional.of(projector), Optional.empty(), false, false);
    }

    @Override
    public boolean wholeBatches() {
        return true;
    }

    @Override
    public void beforeEpoch(Opening opening) throws InterruptedException {
        if (opening.epoch() == 0) {
            Clusters clusters = PseudoLabels.of(opening.kept(), opening.images());
            float[] rows = table == Table.ZERO ? new float[clusters.count() * embedding] : means(opening, clusters);
            opening.notes().put(TABLE, rows, new Shape(clusters.count(), embedding));
        }
    }

    private float[] means(Opening opening, Clusters clusters) throws InterruptedException {
        float[][] embeddings = opening.survey().features(Who.ONLINE, Part.PROJECTOR);
        float[] rows = new float[clusters.count() * embedding];
        for (int image = 0; image < embeddings.length; image++) {
            for (int k = 0; k < embedding; k++) {
                rows[clusters.of(image) * embedding + k] += embeddings[image][k];
            }
        }
        for (int row = 0; row < clusters.count(); row++) {
            normalise(rows, row * embedding, embedding);
        }
        return rows;
    }

    @Override
    public void afterStep(Step step) {
        GradientTape.without(() -> {
            follow(step.notes().get(TABLE), step.embedding(), step.labels());
            return null;
        });
    }

    /** Moves the rows of a batch, in its order; a row that two images share moves twice. */
    static void follow(NDArray rows, NDArray embeddings, NDArray labels) {
        long[] clusters = labels.toLongArray();
        int width = (int) embeddings.getShape().get(1);
        float[] x = embeddings.toFloatArray();
        float[] before = rows.gather(labels.expandDims(1).repeat(1, width), 0).toFloatArray();
        Map<Long, float[]> moved = new LinkedHashMap<>();
        for (int i = 0; i < clusters.length; i++) {
            int at = i * width;
            float[] row = moved.computeIfAbsent(clusters[i], first -> Arrays.copyOfRange(before, at, at + width));
            for (int k = 0; k < width; k++) {
                row[k] = (row[k] + x[at + k]) / 2;
            }
            normalise(row, 0, width);
        }
        moved.forEach((cluster, row) ->
                rows.set(new NDIndex(cluster), rows.getManager().create(row)));
    }

    private static void normalise(float[] values, int from, int width) {
        double squares = 0;
        for (int k = from; k < from + width; k++) {
            squares += (double) values[k] * values[k];
        }
        float length = Math.max((float) Math.sqrt(squares), SMALLEST);
        for (int k = from; k < from + width; k++) {
            values[k] /= length;
        }
    }
}
