package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;

/**
 * FedSeg's local-to-global pixel-to-region contrast (Miao et al. 2023). Before a visit the received model, frozen,
 * looks at the client's own images: the mean embedding of each class in each picture is a prototype, where erased
 * pixels count for the class the model is sure of. In training each pixel's embedding shall be near the prototypes of
 * its class and far from those of all others: with {@code s = v . p / T} the loss of a pixel is the mean over its
 * positives of {@code -ln(e^s / (e^s + sum over negatives e^s_n))}, where positives do not compete with each other; the
 * mean over the pixels drawn. It is added once for the labels and once for what the received model is sure of,
 * {@code lambda} times each.
 *
 * <p>Nothing of it travels. In the first rounds the received model knows nothing yet and the term is 0.
 *
 * <p>Prototypes are drawn from the pictures as the visit's first epoch shows them, with augmentation where there is
 * any. Deviation from the authors' code: padding never counts.
 *
 * @param contrastWeight lambda; 0 equals the method without contrast on the same network
 * @param temperature T
 * @param sure probability from which the received model's guess is taken for a label
 * @param anchors pixels drawn from a batch at most; each class gets an equal share
 * @param dimension D of the embedding
 * @param warmUp rounds without contrast
 * @param space where prototypes come from
 * @param partners what a pixel is compared with
 */
public record PixelContrast(
        @Setting(standard = "1.0", min = 0, max = 10, live = true) double contrastWeight,
        @Setting(standard = "0.07", min = 0.01, max = 1, live = true) double temperature,
        @Setting(standard = "0.8", min = 0, max = 1.01) double sure,
        @Setting(standard = "4096", min = 1, max = 1_000_000, scale = Scale.LOG) int anchors,
        @Setting(standard = "256", min = 2, max = 2048, scale = Scale.LOG) int dimension,
        @Setting(standard = "1", min = 0, max = 1000) int warmUp,
        @Setting(standard = "global") Space space,
        @Setting(standard = "region") Partners partners)
        implements Objective {
    private static final String PROTOTYPES = "pixel-contrast.prototypes";
    private static final String CLASSES = "pixel-contrast.classes";
    private static final float NEVER = -1e30f;
    /** Pixels of each class that stand for it where pixels are compared with pixels. */
    private static final int KEYS = 64;

    /** Whose embeddings a pixel is compared with. */
    public enum Space {
        /** Those of the received model. */
        GLOBAL,
        /** Those of the model in training, within the batch. */
        LOCAL
    }

    /** What stands for a class. */
    public enum Partners {
        /** Its mean in each picture. */
        REGION,
        /** Single pixels. */
        PIXEL
    }

    /** @param rows {@code [M, D]} @param classes the class of each row, {@code int64 [M]} */
    record Targets(NDArray rows, NDArray classes) {}

    @Override
    public Set<Need> needs() {
        return Set.of(new Need.Received());
    }

    @Override
    public boolean pixelwise() {
        return true;
    }

    @Override
    public Heads heads() {
        return Heads.projecting(new Heads.Mlp(2, 0, dimension, Heads.Norms.HIDDEN))
                .withClassifier();
    }

    @Override
    public void beforeEpoch(Opening opening) throws InterruptedException {
        if (opening.epoch() > 0 || opening.round() <= warmUp || contrastWeight == 0) {
            return;
        }
        List<float[]> rows = new ArrayList<>();
        List<Long> classes = new ArrayList<>();
        opening.survey().steps(step -> {
            if (space == Space.GLOBAL && partners == Partners.REGION) {
                NDArray embedding = step.of(Who.RECEIVED, View.FIRST, Part.PROJECTOR);
                NDArray logits = step.of(Who.RECEIVED, View.FIRST, Part.HEAD);
                collect(Regions.of(embedding, logits, step.labels(), sure), embedding, logits, rows, classes);
            }
        });
        float[] all = new float[rows.size() * dimension];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, all, row * dimension, dimension);
        }
        opening.notes().put(PROTOTYPES, all, new Shape(rows.size(), dimension));
        opening.notes().put(CLASSES, classes.stream().mapToLong(Long::longValue).toArray());
    }

    private void collect(Regions regions, NDArray embedding, NDArray logits, List<float[]> rows, List<Long> classes) {
        int known = (int) logits.getShape().get(1);
        float[] means = regions.prototypes(embedding, known).toFloatArray();
        float[] sizes = regions.sizes(known).toFloatArray();
        for (int at = 0; at < sizes.length; at++) {
            if (sizes[at] > 0) {
                rows.add(Arrays.copyOfRange(means, at * dimension, (at + 1) * dimension));
                classes.add((long) (at % known));
            }
        }
    }

    @Override
    public NDArray loss(Step step) {
        NDArray embedding = step.embedding();
        if (!step.notes().has(PROTOTYPES)) {
            return Scalars.times(embedding.sum(), 0);
        }
        Regions global = Regions.of(embedding, step.of(Who.RECEIVED, View.FIRST, Part.HEAD), step.labels(), sure);
        Targets targets = targets(step, global);
        NDArray labelled = contrast(embedding, global.labels(), targets, step.random());
        NDArray guessed = contrast(embedding, global.pseudo(), targets, step.random());
        return Scalars.times(labelled.add(guessed), contrastWeight);
    }

    private Targets targets(Step step, Regions global) {
        if (space == Space.GLOBAL && partners == Partners.REGION) {
            return new Targets(step.notes().get(PROTOTYPES), step.notes().get(CLASSES));
        }
        NDArray embedding =
                space == Space.GLOBAL ? step.of(Who.RECEIVED, View.FIRST, Part.PROJECTOR) : step.embedding();
        NDManager manager = embedding.getManager();
        int classes = step.ownClasses().length;
        if (partners == Partners.REGION) {
            Regions regions = new Regions(global.labels(), global.confidence(), global.pseudo(), global.labels());
            List<float[]> rows = new ArrayList<>();
            List<Long> known = new ArrayList<>();
            collect(regions, embedding, step.logits(), rows, known);
            NDList stacked = new NDList();
            rows.forEach(row -> stacked.add(manager.create(row)));
            return new Targets(
                    rows.isEmpty() ? manager.create(new Shape(0, dimension)) : NDArrays.stack(stacked),
                    manager.create(known.stream().mapToLong(Long::longValue).toArray()));
        }
        NDArray used = space == Space.GLOBAL ? global.used() : global.labels();
        long[] labels = used.toLongArray();
        long[] drawn = draw(labels, classes, KEYS * classes, step.random());
        long[] known = Arrays.stream(drawn).map(at -> labels[(int) at]).toArray();
        return new Targets(picked(embedding, drawn), manager.create(known));
    }

    /**
     * The contrast alone, without lambda. Targets get no gradient.
     *
     * @param embedding {@code [B, D, h, w]}
     * @param labels {@code int64 [B, h, w]}
     */
    NDArray contrast(NDArray embedding, NDArray labels, Targets targets, UniformRandomProvider random) {
        boolean[] possible = new boolean[256];
        for (long label : targets.classes().toLongArray()) {
            possible[(int) label] = true;
        }
        long[] own = labels.toLongArray();
        for (int at = 0; at < own.length; at++) {
            own[at] = possible[(int) own[at]] ? own[at] : 255;
        }
        long[] drawn = draw(own, possible.length - 1, anchors, random);
        if (drawn.length == 0) {
            return Scalars.times(embedding.sum(), 0);
        }
        int[] axis = {1};
        NDManager manager = embedding.getManager();
        long[] anchorClasses = Arrays.stream(drawn).map(at -> own[(int) at]).toArray();
        NDArray scores = Scalars.over(
                picked(embedding, drawn).matMul(targets.rows().stopGradient().transpose()), temperature);
        NDArray same = manager.create(anchorClasses)
                .expandDims(1)
                .eq(targets.classes().expandDims(0))
                .toType(DataType.FLOAT32, false);
        NDArray others = scores.add(Scalars.times(same, NEVER));
        NDArray top = others.stopGradient().max(axis, true);
        NDArray sums = others.sub(top).exp().mul(same.neg().add(1)).sum(axis, true);
        NDArray negatives = Scalars.atLeast(sums, Float.MIN_NORMAL).log().add(top);
        NDArray losses = Activation.softPlus(negatives.sub(scores)).mul(same);
        return losses.sum(axis).div(same.sum(axis)).mean();
    }

    /** Rows of {@code [B, D, h, w]} at these pixels, {@code [A, D]}. */
    private static NDArray picked(NDArray embedding, long[] pixels) {
        long width = embedding.getShape().get(1);
        NDArray rows = embedding.transpose(0, 2, 3, 1).reshape(-1, width);
        NDArray index = embedding.getManager().create(pixels).expandDims(1);
        return rows.gather(index.broadcast(pixels.length, width), 0);
    }

    /** Pixels of each class that occurs, at random, at most {@code floor(most / classes that occur)} of each. */
    static long[] draw(long[] labels, int classes, int most, UniformRandomProvider random) {
        int[] sizes = new int[classes];
        int present = 0;
        for (long label : labels) {
            if (label < classes && sizes[(int) label]++ == 0) {
                present++;
            }
        }
        int share = present == 0 ? 0 : most / present;
        List<Long> drawn = new ArrayList<>();
        int[] left = sizes.clone();
        int[] wanted = new int[classes];
        for (int label = 0; label < classes; label++) {
            wanted[label] = Math.min(share, sizes[label]);
        }
        for (int at = 0; at < labels.length; at++) {
            int label = (int) labels[at];
            if (label >= classes || wanted[label] == 0) {
                continue;
            }
            // One pass that gives every subset of the wanted size the same chance.
            if (wanted[label] == left[label] || random.nextInt(left[label]) < wanted[label]) {
                drawn.add((long) at);
                wanted[label]--;
            }
            left[label]--;
        }
        return drawn.stream().mapToLong(Long::longValue).toArray();
    }
}
