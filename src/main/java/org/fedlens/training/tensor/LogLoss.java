package org.fedlens.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** {@code -log softmax(z)_y}, natural logarithm: how much a label surprises who believes in these class scores. */
public final class LogLoss {
    private LogLoss() {}

    /**
     * @param logits {@code [N, C]}
     * @param labels int64 {@code [N]}, all of them classes
     */
    public static NDArray mean(NDArray logits, NDArray labels) {
        return picked(logits, labels).mean().neg();
    }

    /** The mean over the pixels whose label is a class, 0 if none is. */
    public static NDArray pixels(NDArray logits, NDArray labels) {
        return PixelScores.mean(
                PixelScores.picked(logits.logSoftmax(1), labels).neg(),
                PixelScores.labelled(labels, logits.getShape().get(1)));
    }

    /**
     * Cross-entropy over the entries that carry a label; 0 if none does.
     *
     * @param logits {@code [N, C]} or {@code [B, C, H, W]}
     * @param labels int64 {@code [N]} or {@code [B, H, W]}
     * @param ignored label of entries that do not count
     */
    public static NDArray mean(NDArray logits, NDArray labels, long ignored) {
        NDArray rows = logits.getShape().dimension() == 4 ? PixelScores.rows(logits) : logits;
        NDArray flat = labels.reshape(-1);
        NDArray counts = flat.neq(ignored);
        NDArray safe = flat.mul(counts.toType(DataType.INT64, false));
        NDArray mask = counts.toType(DataType.FLOAT32, false);
        return picked(rows, safe).mul(mask).sum().neg().div(Scalars.atLeast(mask.sum(), 1));
    }

    private static NDArray picked(NDArray logits, NDArray labels) {
        return logits.logSoftmax(-1).gather(labels.expandDims(1), 1).squeeze(1);
    }
}
