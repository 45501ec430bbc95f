package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.fedlens.settings.Setting;

/**
 * Dice loss over the whole batch: {@code 1 - (2 sum p y + s) / (sum p + sum y + s)} for each class, with p the softmax
 * and pixels without a class left out of all sums.
 *
 * @param reduction how the classes' losses become one
 * @param smooth s
 */
public record Dice(
        @Setting(standard = "present-zeroed") Reduction reduction,
        @Setting(standard = "0.0", min = 0, max = 100) double smooth)
        implements PixelLoss {
    private static final float SMALLEST = 1e-7f;

    /** Which classes the mean goes over. */
    public enum Reduction {
        /** All of them. */
        ALL,
        /** All of them, those without a pixel in the batch with a loss of 0: segmentation_models.pytorch, FedSeg. */
        PRESENT_ZEROED,
        /** Those with a pixel in the batch. */
        PRESENT_ONLY
    }

    @Override
    public NDArray of(NDArray logits, NDArray labels, boolean[] own) {
        int[] pixels = {0};
        long classes = logits.getShape().get(1);
        NDArray flat = labels.reshape(-1);
        NDArray counts = PixelLoss.labelled(flat, classes);
        NDArray truth = PixelLoss.oneHot(flat, classes);
        NDArray shares = PixelLoss.rows(logits).softmax(1).mul(counts.expandDims(1));
        NDArray sizes = truth.sum(pixels);
        NDArray both = Scalars.times(shares.mul(truth).sum(pixels), 2).add((float) smooth);
        NDArray total = Scalars.atLeast(shares.sum(pixels).add(sizes).add((float) smooth), SMALLEST);
        NDArray losses = both.div(total).neg().add(1);
        NDArray present = sizes.gt(0).toType(DataType.FLOAT32, false);
        return switch (reduction) {
            case ALL -> losses.mean().mul(counts.max());
            case PRESENT_ZEROED -> losses.mul(present).mean();
            case PRESENT_ONLY -> PixelLoss.mean(losses, present);
        };
    }
}
