package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.fedlens.data.SegmentationSet;
import org.fedlens.settings.Setting;

/**
 * BackCE (FedSeg, Miao et al. 2023): cross-entropy that reads an erased pixel as "one of the classes this client does
 * not have". With {@code q = softmax(z)} and A the absent classes, a pixel of class y costs {@code -ln q_y}, an erased
 * one {@code -ln sum_A q_c}; the mean over all of them. Its gradient pushes absent classes up where plain cross-entropy
 * only pushes them down. If no class is absent, erased pixels do not count and this is cross-entropy.
 *
 * <p>Deviations from the authors' code: computed from logarithms instead of {@code log(q + 1e-7)}, and padding does not
 * count as background.
 *
 * @param classSet what the client is taken to have
 */
public record BackCrossEntropy(@Setting(standard = "per-client") ClassSet classSet) implements PixelLoss {
    /** Lower than any score, and still finite. */
    private static final float NEVER = -1e30f;

    /** Where the set of local classes comes from. */
    public enum ClassSet {
        /** All classes among the client's images, as the paper has it. */
        PER_CLIENT,
        /** The classes that occur in the batch, as the code has it. */
        PER_BATCH
    }

    @Override
    public NDArray of(NDArray logits, NDArray labels, boolean[] own) {
        int classes = (int) logits.getShape().get(1);
        int[] axis = {1};
        NDArray logs = logits.logSoftmax(1);
        NDArray labelled = PixelLoss.labelled(labels, classes);
        boolean[] local = classSet == ClassSet.PER_CLIENT ? own : present(labels.reshape(-1), classes);
        NDArray loss = PixelLoss.picked(logs, labels).neg().mul(labelled);
        NDArray counts = labelled;
        float[] bar = new float[classes];
        int absent = 0;
        for (int label = 0; label < classes; label++) {
            bar[label] = local[label] ? NEVER : 0;
            absent += local[label] ? 0 : 1;
        }
        if (absent > 0) {
            NDArray erased = labels.eq(SegmentationSet.IGNORE).toType(DataType.FLOAT32, false);
            NDArray away = logs.add(logs.getManager().create(bar, new Shape(1, classes, 1, 1)));
            NDArray top = away.stopGradient().max(axis, true);
            NDArray share = away.sub(top).exp().sum(axis).log().add(top.squeeze(1));
            loss = loss.sub(share.mul(erased));
            counts = counts.add(erased);
        }
        return PixelLoss.mean(loss, counts);
    }

    private static boolean[] present(NDArray flat, int classes) {
        float[] sizes = PixelLoss.oneHot(flat, classes).sum(new int[] {0}).toFloatArray();
        boolean[] present = new boolean[classes];
        for (int label = 0; label < classes; label++) {
            present[label] = sizes[label] > 0;
        }
        return present;
    }
}
