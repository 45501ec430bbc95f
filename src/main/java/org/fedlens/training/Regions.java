package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.fedlens.data.SegmentationSet;

/**
 * What a network sees of the classes on the grid of its embedding, {@code h x w}: the labels of a batch brought there,
 * the labels that the network itself is sure of, and from both the mean embedding of each class in each picture.
 *
 * @param labels nearest label, {@code int64 [B, h, w]}
 * @param confidence largest softmax probability of the linearly resized scores, {@code [B, h, w]}
 * @param pseudo its class where it reaches the threshold, else {@link SegmentationSet#IGNORE}; padding stays padding
 * @param used the label, or the pseudo label where the pixel is erased
 */
record Regions(NDArray labels, NDArray confidence, NDArray pseudo, NDArray used) {
    private static final float SMALLEST = 1e-12f;

    /**
     * @param embedding {@code [B, D, h, w]}
     * @param logits {@code [B, C, H, W]}
     * @param labels {@code int64 [B, H, W]}, with H a multiple of h and W one of w
     */
    static Regions of(NDArray embedding, NDArray logits, NDArray labels, double threshold) {
        Shape grid = embedding.getShape();
        NDArray near = nearest(labels, grid.get(2), grid.get(3));
        NDArray shares = Spatial.shrunk(logits, grid.get(2), grid.get(3)).softmax(1);
        NDArray confidence = shares.max(new int[] {1});
        NDArray guess = shares.argMax(1);
        NDArray pseudo = chosen(
                confidence.gte((float) threshold), guess, guess.zerosLike().add(SegmentationSet.IGNORE));
        pseudo = chosen(near.eq(SegmentationSet.PADDING), near, pseudo);
        return new Regions(near, confidence, pseudo, chosen(near.eq(SegmentationSet.IGNORE), pseudo, near));
    }

    /** Label at row {@code floor(i H / h)}, and columns alike. */
    static NDArray nearest(NDArray labels, long height, long width) {
        long down = labels.getShape().get(1) / height;
        long across = labels.getShape().get(2) / width;
        return labels.get(":, ::{}, ::{}", down, across);
    }

    private static NDArray chosen(NDArray condition, NDArray yes, NDArray no) {
        NDArray share = condition.toType(DataType.INT64, false);
        return yes.mul(share).add(no.mul(share.neg().add(1)));
    }

    /**
     * The mean embedding of every class in every picture, of unit length; a row of zeros where the class does not
     * occur.
     *
     * @return {@code [B, C, D]}
     */
    NDArray prototypes(NDArray embedding, int classes) {
        Shape shape = embedding.getShape();
        NDArray pixels = embedding.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
        NDArray sums = members(classes).matMul(pixels);
        // The length of a sum and of a mean differ, their directions do not.
        return sums.div(Scalars.atLeast(sums.square().sum(new int[] {2}, true), SMALLEST)
                .sqrt());
    }

    /** How many pixels each class has in each picture, {@code [B, C]}. */
    NDArray sizes(int classes) {
        return members(classes).sum(new int[] {2});
    }

    /** 1 where a pixel belongs to a class, {@code [B, C, h w]}. */
    private NDArray members(int classes) {
        long pictures = used.getShape().get(0);
        return PixelLoss.oneHot(used.reshape(-1), classes)
                .reshape(pictures, -1, classes)
                .transpose(0, 2, 1);
    }
}
