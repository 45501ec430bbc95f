package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Mean over the labelled entries of {@code -log softmax(z)_y}, natural logarithm; the objective of FedAvg. From masks
 * it learns pixel by pixel, with auxiliary heads as in {@link PixelLoss}: with one class a client it collapses to that
 * class.
 */
public record CrossEntropy() implements Objective {
    @Override
    public NDArray loss(Step step) {
        if (step.labels().getShape().dimension() == 1) {
            return mean(step.logits(), step.labels());
        }
        NDArray sum = pixels(step.logits(), step.labels());
        for (NDArray side : step.sides()) {
            sum = sum.add(pixels(side, step.labels()));
        }
        return sum;
    }

    /**
     * @param logits {@code [N, C]}
     * @param labels int64 {@code [N]}, all of them classes
     */
    static NDArray mean(NDArray logits, NDArray labels) {
        return picked(logits, labels).mean().neg();
    }

    /** The mean over the pixels whose label is a class, see {@link PixelLoss#of}. */
    static NDArray pixels(NDArray logits, NDArray labels) {
        return PixelLoss.mean(
                PixelLoss.picked(logits.logSoftmax(1), labels).neg(),
                PixelLoss.labelled(labels, logits.getShape().get(1)));
    }

    /**
     * Cross-entropy over the entries that carry a label; 0 if none does.
     *
     * @param logits {@code [N, C]} or {@code [B, C, H, W]}
     * @param labels int64 {@code [N]} or {@code [B, H, W]}
     * @param ignored label of entries that do not count
     */
    static NDArray mean(NDArray logits, NDArray labels, long ignored) {
        NDArray rows = logits.getShape().dimension() == 4 ? PixelLoss.rows(logits) : logits;
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
