package org.fedlens.app.engine;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.fedlens.report.chart.ThemeColours;

/**
 * A small image of a data set.
 *
 * @param width columns
 * @param height rows
 * @param argb one opaque colour a pixel, row by row
 * @param label its class, -1 for none
 */
public record Thumbnail(int width, int height, int[] argb, int label) {
    private static final ThemeColours LIGHT = ThemeColours.light();
    private static final int GREY = 0xFF9AA0A6;

    /** One grey or three colour planes of bytes, CHW. */
    static Thumbnail of(byte[] planes, int channels, int height, int width, int label) {
        int plane = height * width;
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            int red = planes[i] & 0xFF;
            int green = channels < 3 ? red : planes[plane + i] & 0xFF;
            int blue = channels < 3 ? red : planes[2 * plane + i] & 0xFF;
            argb[i] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
        return new Thumbnail(width, height, argb, label);
    }

    /**
     * Half covered with the colours of its mask; what has no class, or one that is erased, is grey.
     *
     * @param mask a class for each pixel, row by row
     */
    Thumbnail under(byte[] mask, int classes) {
        int[] covered = new int[argb.length];
        for (int i = 0; i < covered.length; i++) {
            int label = mask[i] & 0xFF;
            int over = label < classes ? LIGHT.series(label).getRGB() : GREY;
            covered[i] = 0xFF000000 | (argb[i] >> 1 & 0x7F7F7F) + (over >> 1 & 0x7F7F7F);
        }
        return new Thumbnail(width, height, covered, label);
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
