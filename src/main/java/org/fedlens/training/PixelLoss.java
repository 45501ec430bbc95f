package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.fedlens.data.SegmentationSet;

/**
 * A loss over the pixels of masks. A label is a class, {@link SegmentationSet#IGNORE} (unlabelled or erased), or
 * {@link SegmentationSet#PADDING} (outside of the picture), which never counts. Auxiliary heads suffer the same loss
 * with weight 1 each: {@code L(z, y) + sum_i L(aux_i, y)}.
 */
interface PixelLoss extends Objective {
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

    /** One row of class scores for every pixel, {@code [P, C]}. */
    static NDArray rows(NDArray logits) {
        return logits.transpose(0, 2, 3, 1).reshape(-1, logits.getShape().get(1));
    }

    /** 1 where a label is a class, else 0: float32, shaped as the labels. */
    static NDArray labelled(NDArray labels, long classes) {
        return labels.lt(classes).toType(DataType.FLOAT32, false);
    }

    /** Rows with a 1 at the label's class, all 0 where the label is no class: float32 {@code [P, C]}. */
    static NDArray oneHot(NDArray flat, long classes) {
        NDArray all = flat.getManager().arange(0, (int) classes, 1, DataType.INT64);
        return flat.expandDims(1).eq(all).toType(DataType.FLOAT32, false);
    }

    /** {@code sum(values * mask) / max(1, sum(mask))}: the mean of what counts. */
    static NDArray mean(NDArray values, NDArray mask) {
        return values.mul(mask).sum().div(Scalars.atLeast(mask.sum(), 1));
    }

    /**
     * Of each pixel's numbers {@code [B, C, H, W]} that of its label, {@code [B, H, W]}; of class 0 where that is no
     * class.
     */
    static NDArray picked(NDArray planes, NDArray labels) {
        NDArray safe = labels.mul(labels.lt(planes.getShape().get(1)).toType(DataType.INT64, false));
        return planes.gather(safe.expandDims(1), 1).squeeze(1);
    }

    /** {@code -log softmax(z)_y} of every pixel, {@code [P]}; of class 0 where the label is no class. */
    static NDArray surprise(NDArray rows, NDArray flat) {
        NDArray safe = flat.mul(flat.lt(rows.getShape().get(1)).toType(DataType.INT64, false));
        return rows.logSoftmax(-1).gather(safe.expandDims(1), 1).squeeze(1).neg();
    }
}
