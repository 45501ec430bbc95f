package org.fedlens.app;

import java.util.Arrays;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Paints thousands of small marks into an image by itself, since a canvas would take longer to be told of them than they
 * take to be painted. Marks are stamped from coverage that is worked out once for each size; colours are opaque ARGB.
 */
final class DotRaster {
    /** What a mark looks like. */
    enum Mark {
        DOT,
        CROSS,
        RING
    }

    /** Samples along one side of a pixel from which its coverage is worked out. */
    private static final int FINE = 4;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final float[][] stamps = new float[Mark.values().length][];
    private final int reach;

    /** @param radius of a dot in pixels of the image */
    DotRaster(int width, int height, double radius) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.reach = (int) Math.ceil(radius + 2);
        for (Mark mark : Mark.values()) {
            stamps[mark.ordinal()] = stamp(mark, radius);
        }
    }

    private float[] stamp(Mark mark, double radius) {
        int side = 2 * reach + 1;
        float[] stamp = new float[side * side];
        for (int i = 0; i < stamp.length; i++) {
            int hits = 0;
            for (int k = 0; k < FINE * FINE; k++) {
                double x = i % side - reach + (k % FINE + 0.5) / FINE - 0.5;
                double y = i / side - reach + (k / FINE + 0.5) / FINE - 0.5;
                hits += inside(mark, x, y, radius) ? 1 : 0;
            }
            stamp[i] = hits / (float) (FINE * FINE);
        }
        return stamp;
    }

    private static boolean inside(Mark mark, double x, double y, double radius) {
        double distance = Math.sqrt(x * x + y * y);
        return switch (mark) {
            case DOT -> distance <= radius;
            case RING -> distance >= radius + 0.4 && distance <= radius + 1.6;
            case CROSS ->
                Math.max(Math.abs(x), Math.abs(y)) <= radius && Math.min(Math.abs(x - y), Math.abs(x + y)) <= 1.2;
        };
    }

    /** Begins anew on one colour. */
    void clear(int argb) {
        Arrays.fill(pixels, argb);
    }

    /** @param opacity 0 to 1 */
    void mark(Mark mark, double x, double y, int argb, double opacity) {
        int left = (int) Math.rint(x) - reach;
        int top = (int) Math.rint(y) - reach;
        int side = 2 * reach + 1;
        if (left < 0 || top < 0 || left + side > width || top + side > height) {
            return;
        }
        float[] stamp = stamps[mark.ordinal()];
        int red = argb >> 16 & 0xFF;
        int green = argb >> 8 & 0xFF;
        int blue = argb & 0xFF;
        for (int row = 0; row < side; row++) {
            int at = (top + row) * width + left;
            for (int column = 0; column < side; column++) {
                float cover = stamp[row * side + column] * (float) opacity;
                if (cover > 0) {
                    int below = pixels[at + column];
                    int r = (below >> 16 & 0xFF) + (int) (cover * (red - (below >> 16 & 0xFF)));
                    int g = (below >> 8 & 0xFF) + (int) (cover * (green - (below >> 8 & 0xFF)));
                    int b = (below & 0xFF) + (int) (cover * (blue - (below & 0xFF)));
                    pixels[at + column] = 0xFF000000 | r << 16 | g << 8 | b;
                }
            }
        }
    }

    void copyTo(WritableImage image) {
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
