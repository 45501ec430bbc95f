package org.fedlens.training.objective.pixel;

import ai.djl.ndarray.NDArray;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;

/**
 * A loss over the pixels of masks. A label is a class, {@link SegmentationSet#IGNORE} (unlabelled or erased), or
 * {@link SegmentationSet#PADDING} (outside of the picture), which never counts. Auxiliary heads suffer the same loss with
 * weight 1 each: {@code L(z, y) + sum_i L(aux_i, y)}.
 */
public interface PixelLoss extends Objective {
    /**
     * The loss of one head, a scalar; 0 where no pixel counts.
     *
     * @param logits {@code [B, C, H, W]}
     * @param labels int64 {@code [B, H, W]}
     * @param own by class: true if the client has it
     */
    NDArray of(NDArray logits, NDArray labels, boolean[] own);

    @Override
    default NDArray loss(Step step) {
        NDArray sum = of(step.logits(), step.labels(), step.ownClasses());
        for (NDArray side : step.sides()) {
            sum = sum.add(of(side, step.labels(), step.ownClasses()));
        }
        return sum;
    }

    @Override
    default boolean pixelwise() {
        return true;
    }
}
