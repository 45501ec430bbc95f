package org.fedlens.training.objective.pixel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.settings.Setting;
import org.fedlens.training.tensor.PixelScores;

/**
 * One yes-or-no question for each class and pixel: {@code ln(1 + e^z) - z y}, the mean over pixels and classes. An erased
 * pixel answers no to all of them, as in FedSeg's code.
 *
 * @param ignoreErased true if erased pixels shall not count instead
 */
public record BinaryCrossEntropy(@Setting(standard = "false") boolean ignoreErased) implements PixelLoss {
    @Override
    public NDArray of(NDArray logits, NDArray labels, boolean[] own) {
        long classes = logits.getShape().get(1);
        NDArray flat = labels.reshape(-1);
        NDArray rows = PixelScores.rows(logits);
        NDArray binary = Activation.softPlus(rows).sub(rows.mul(PixelScores.oneHot(flat, classes)));
        NDArray counts = PixelScores.labelled(flat, classes);
        if (!ignoreErased) {
            counts = counts.add(flat.eq(SegmentationSet.IGNORE).toType(DataType.FLOAT32, false));
        }
        return PixelScores.mean(binary.mean(new int[] {1}), counts);
    }
}
