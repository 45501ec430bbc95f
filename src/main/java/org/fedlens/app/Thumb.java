package org.fedlens.app;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * A small image of a data set.
 *
 * @param width columns
 * @param height rows
 * @param argb one opaque colour a pixel, row by row
 * @param label its class, -1 for none
 */
public record Thumb(int width, int height, int[] argb, int label) {
    /** One grey or three colour planes of bytes, CHW. */
    static Thumb of(byte[] planes, int channels, int height, int width, int label) {
        int plane = height * width;
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            int red = planes[i] & 0xFF;
            int green = channels < 3 ? red : planes[plane + i] & 0xFF;
            int blue = channels < 3 ? red : planes[2 * plane + i] & 0xFF;
            argb[i] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
        return new Thumb(width, height, argb, label);
    }

    /** As the window shows it, each pixel drawn as a square of so many; may be made on any thread. */
    WritableImage image(int scale) {
        int[] row = new int[width * scale];
        WritableImage image = new WritableImage(width * scale, height * scale);
        for (int y = 0; y < height * scale; y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = argb[y / scale * width + x / scale];
            }
            image.getPixelWriter().setPixels(0, y, row.length, 1, PixelFormat.getIntArgbInstance(), row, 0, row.length);
        }
        return image;
    }
}
