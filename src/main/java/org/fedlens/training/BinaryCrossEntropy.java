package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import org.fedlens.data.SegmentationSet;
import org.fedlens.settings.Setting;

/**
 * One yes-or-no question for each class and pixel: {@code ln(1 + e^z) - z y}, the mean over pixels and classes. An
 * erased pixel answers no to all of them, as in FedSeg's code.
 *
 * @param ignoreErased true if erased pixels shall not count instead
 */
public record BinaryCrossEntropy(@Setting(standard = "false") boolean ignoreErased) implements PixelLoss {
    @Override
    public NDArray of(NDArray logits, NDArray labels, boolean[] own) {
        long classes = logits.getShape().get(1);
        NDArray flat = labels.reshape(-1);
        NDArray rows = PixelLoss.rows(logits);
        NDArray binary = Activation.softPlus(rows).sub(rows.mul(PixelLoss.oneHot(flat, classes)));
        NDArray counts = PixelLoss.labelled(flat, classes);
        if (!ignoreErased) {
            counts = counts.add(flat.eq(SegmentationSet.IGNORE).toType(DataType.FLOAT32, false));
        }
        return PixelLoss.mean(binary.mean(new int[] {1}), counts);
    }
}
