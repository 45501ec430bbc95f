package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Lovasz-softmax (Berman et al. 2018), a smooth stand-in for 1 - IoU: for each class of the batch the errors
 * {@code |1[y = c] - p_c|} in descending order, weighted by how much the Jaccard index falls with each; the mean over
 * the classes that occur. All pixels of the batch together; pixels without a class do not count.
 */
public record Lovasz() implements PixelLoss {
    @Override
    public NDArray of(NDArray logits, NDArray labels, boolean[] own) {
        long classes = logits.getShape().get(1);
        NDArray flat = labels.reshape(-1);
        NDArray counts = PixelLoss.labelled(flat, classes).expandDims(1);
        NDArray truth = PixelLoss.oneHot(flat, classes);
        NDArray shares = PixelLoss.rows(logits).softmax(1);
        // An error of 0 sorts last and weighs nothing, so a pixel that does not count is as good as absent.
        NDArray errors = truth.sub(shares).abs().mul(counts);
        float[] sizes = truth.sum(new int[] {0}).toFloatArray();
        NDArray sum = Scalars.times(shares.sum(), 0);
        int present = 0;
        for (int label = 0; label < classes; label++) {
            if (sizes[label] > 0) {
                sum = sum.add(ofClass(errors.get(":, {}", label), truth.get(":, {}", label), sizes[label]));
                present++;
            }
        }
        return Scalars.over(sum, Math.max(1, present));
    }

    private static NDArray ofClass(NDArray errors, NDArray truth, float size) {
        NDArray order = errors.stopGradient().argSort(0, false);
        NDArray inside = truth.gather(order, 0).cumSum(0);
        NDArray outside = truth.gather(order, 0).neg().add(1).cumSum(0);
        NDArray jaccard = inside.neg().add(size).div(outside.add(size)).neg().add(1);
        NDArray before = NDArrays.concat(
                new NDList(jaccard.getManager().zeros(new Shape(1)), jaccard.get(":{}", jaccard.size() - 1)));
        return errors.gather(order, 0).mul(jaccard.sub(before)).sum();
    }
}
