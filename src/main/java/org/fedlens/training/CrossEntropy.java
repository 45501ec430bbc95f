package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Mean over the labelled entries of {@code -log softmax(z)_y}, natural logarithm; the objective of FedAvg.
 */
public record CrossEntropy() implements Objective {
    @Override
    public NDArray loss(Step step) {
        return mean(step.logits(), step.labels());
    }

    /**
     * @param logits {@code [N, C]}
     * @param labels int64 {@code [N]}, all of them classes
     */
    static NDArray mean(NDArray logits, NDArray labels) {
        return picked(logits, labels).mean().neg();
    }

    /**
     * Cross-entropy over the entries that carry a label; 0 if none does.
     *
     * @param logits {@code [N, C]} or {@code [B, C, H, W]}
     * @param labels int64 {@code [N]} or {@code [B, H, W]}
     * @param ignored label of entries that do not count
     */
    static NDArray mean(NDArray logits, NDArray labels, long ignored) {
        NDArray rows = logits.getShape().dimension() == 4
                ? logits.transpose(0, 2, 3, 1).reshape(-1, logits.getShape().get(1))
                : logits;
        NDArray flat = labels.reshape(-1);
        NDArray counts = flat.neq(ignored);
        NDArray safe = flat.mul(counts.toType(DataType.INT64, false));
        NDArray mask = counts.toType(DataType.FLOAT32, false);
        return picked(rows, safe).mul(mask).sum().neg().div(mask.sum().maximum(1));
    }

    private static NDArray picked(NDArray logits, NDArray labels) {
        return logits.logSoftmax(-1).gather(labels.expandDims(1), 1).squeeze(1);
    }
}
