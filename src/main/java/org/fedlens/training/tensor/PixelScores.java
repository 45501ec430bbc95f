package org.fedlens.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Arithmetic with class scores and labels of pixels, where not every pixel carries a label. */
public final class PixelScores {
    private PixelScores() {}

    /** One row of class scores for every pixel, {@code [P, C]}. */
    public static NDArray rows(NDArray logits) {
        return logits.transpose(0, 2, 3, 1).reshape(-1, logits.getShape().get(1));
    }

    /** 1 where a label is a class, else 0: float32, shaped as the labels. */
    public static NDArray labelled(NDArray labels, long classes) {
        return labels.lt(classes).toType(DataType.FLOAT32, false);
    }

    /** Rows with a 1 at the label's class, all 0 where the label is no class: float32 {@code [P, C]}. */
    public static NDArray oneHot(NDArray flat, long classes) {
        NDArray all = flat.getManager().arange(0, (int) classes, 1, DataType.INT64);
        return flat.expandDims(1).eq(all).toType(DataType.FLOAT32, false);
    }

    /** {@code sum(values * mask) / max(1, sum(mask))}: the mean of what counts. */
    public static NDArray mean(NDArray values, NDArray mask) {
        return values.mul(mask).sum().div(Scalars.atLeast(mask.sum(), 1));
    }

    /** Of each pixel's numbers {@code [B, C, H, W]} that of its label, {@code [B, H, W]}; of class 0 where that is no class. */
    public static NDArray picked(NDArray planes, NDArray labels) {
        NDArray safe = labels.mul(labels.lt(planes.getShape().get(1)).toType(DataType.INT64, false));
        return planes.gather(safe.expandDims(1), 1).squeeze(1);
    }

    /** {@code -log softmax(z)_y} of every pixel, {@code [P]}; of class 0 where the label is no class. */
    public static NDArray surprise(NDArray rows, NDArray flat) {
        NDArray safe = flat.mul(flat.lt(rows.getShape().get(1)).toType(DataType.INT64, false));
        return rows.logSoftmax(-1).gather(safe.expandDims(1), 1).squeeze(1).neg();
    }
}
