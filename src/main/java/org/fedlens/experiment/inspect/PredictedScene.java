package org.fedlens.experiment.inspect;

import org.fedlens.data.ImageShape;

/**
 * A scene beside what a model says of its pixels.
 *
 * @param index in the test set
 * @param shape of the picture
 * @param image unsigned bytes, CHW
 * @param truth the class of every pixel, row by row; above the classes where it does not count
 * @param guess what the model takes every pixel for
 * @param iou mean over the classes that this scene shows or is said to show; NaN if none of its pixels counts
 */
public record PredictedScene(int index, ImageShape shape, byte[] image, byte[] truth, byte[] guess, double iou) {
    /** A pixel that was taken for what it is. */
    public static final byte RIGHT = 0;

    /** A pixel that was taken for something else. */
    public static final byte WRONG = 1;

    /** A pixel whose truth nobody knows. */
    public static final byte UNCOUNTED = 2;

    public PredictedScene {
        int pixels = shape.height() * shape.width();
        if (image.length != shape.size() || truth.length != pixels || guess.length != pixels) {
            throw new IllegalArgumentException("Image and masks must have the sides of " + shape);
        }
    }

    /** For every pixel whether it is {@link #RIGHT}, {@link #WRONG} or {@link #UNCOUNTED}. */
    public byte[] errors(int classes) {
        byte[] errors = new byte[truth.length];
        for (int i = 0; i < errors.length; i++) {
            boolean counts = (truth[i] & 0xFF) < classes;
            errors[i] = !counts ? UNCOUNTED : truth[i] == guess[i] ? RIGHT : WRONG;
        }
        return errors;
    }
}
