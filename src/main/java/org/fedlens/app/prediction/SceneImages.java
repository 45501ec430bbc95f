package org.fedlens.app.prediction;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.fedlens.data.ImageShape;
import org.fedlens.experiment.inspect.PredictedScene;
import org.fedlens.report.chart.ThemeColours;

/**
 * A predicted scene as pictures for the window. A mask is a picture of its own that is laid over the image, so that
 * covering more or less of it, and wiping between two, paints nothing again. May be made on any thread.
 *
 * @param index in the test set
 * @param iou of the scene, NaN if none of its pixels counts
 * @param image as it was taken
 * @param truth the colours of its classes; nothing where it does not count
 * @param guess the same of what a model says
 * @param errors the wrong pixels; right ones are left clear
 */
record SceneImages(int index, double iou, Image image, Image truth, Image guess, Image errors) {
    private static final int CLEAR = 0;
    private static final int OPAQUE = 0xFF000000;
    /** Of what is erased or does not count. */
    private static final int GREY = 0xFF9AA0A6;

    private static final int VALUES = 256;

    static SceneImages of(PredictedScene scene, int classes, ThemeColours tokens) {
        ImageShape shape = scene.shape();
        int[] colours = colours(classes, tokens, CLEAR);
        int[] wrong = new int[VALUES];
        wrong[PredictedScene.WRONG] = tokens.role("bad-line").getRGB();
        return new SceneImages(
                scene.index(),
                scene.iou(),
                picture(scene.image(), shape),
                mask(scene.truth(), shape, colours),
                mask(scene.guess(), shape, colours),
                mask(scene.errors(classes), shape, wrong));
    }

    /** The same with the truth in the place of the guess, which has no errors. */
    SceneImages truthAsGuess() {
        return new SceneImages(index, iou, image, truth, truth, image);
    }

    /** The colour of every value of a mask. @param beyond of values that are no class */
    private static int[] colours(int classes, ThemeColours tokens, int beyond) {
        int[] colours = new int[VALUES];
        for (int label = 0; label < VALUES; label++) {
            colours[label] = label < classes ? tokens.series(label).getRGB() : beyond;
        }
        return colours;
    }

    /** One grey or three colour planes of bytes, CHW. */
    static Image picture(byte[] planes, ImageShape shape) {
        int plane = shape.height() * shape.width();
        int green = shape.channels() < 3 ? 0 : plane;
        int blue = shape.channels() < 3 ? 0 : 2 * plane;
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            argb[i] = OPAQUE | (planes[i] & 0xFF) << 16 | (planes[green + i] & 0xFF) << 8 | planes[blue + i] & 0xFF;
        }
        return image(argb, shape);
    }

    /** A mask by the colours of its values. */
    private static Image mask(byte[] mask, ImageShape shape, int[] colours) {
        int[] argb = new int[mask.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = colours[mask[i] & 0xFF];
        }
        return image(argb, shape);
    }

    /** Labels, with grey where they are erased. */
    static Image labels(byte[] mask, ImageShape shape, int classes, ThemeColours tokens) {
        return mask(mask, shape, colours(classes, tokens, GREY));
    }

    /** Colours are opaque or clear, so that they are the same with and without premultiplication. */
    private static Image image(int[] argb, ImageShape shape) {
        return new WritableImage(new PixelBuffer<>(
                shape.width(), shape.height(), IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
    }
}
