package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.fedlens.settings.Setting;

/**
 * Cross-entropy of the hard pixels (OHEM, online hard example mining): the mean over the pixels whose loss exceeds
 * {@code -ln threshold}; where fewer than {@code n_min = floor(leastShare * labelled pixels)} do, over the n_min
 * largest.
 *
 * <p>Source: the loss of BiSeNet (Yu et al.), with FedSeg's share of a quarter; BiSeNet itself keeps a sixteenth. Where
 * nothing is kept at all the loss is 0, not the mean of nothing as in FedSeg's code.
 *
 * @param threshold probability of the true class below which a pixel is hard
 * @param leastShare of the labelled pixels that is kept at least
 */
public record HardPixels(
        @Setting(standard = "0.7", min = 0.01, max = 1) double threshold,
        @Setting(standard = "0.25", min = 0, max = 1) double leastShare)
        implements PixelLoss {
    @Override
    public NDArray of(NDArray logits, NDArray labels, boolean[] own) {
        NDArray flat = labels.reshape(-1);
        NDArray counts = PixelLoss.labelled(flat, logits.getShape().get(1));
        // Losses are never negative, so -1 is below whatever counts.
        NDArray losses =
                PixelLoss.surprise(PixelLoss.rows(logits), flat).mul(counts).add(counts.sub(1));
        NDArray hard = losses.gt((float) -Math.log(threshold)).toType(DataType.FLOAT32, false);
        int least = (int) (leastShare * (double) counts.sum().getFloat());
        if (hard.sum().getFloat() >= least) {
            return PixelLoss.mean(losses, hard);
        }
        return losses.topK(least, 0, true, false).get(0).mean();
    }
}
