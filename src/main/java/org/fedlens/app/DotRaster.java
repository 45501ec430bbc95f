package org.fedlens.app;

import java.util.Arrays;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Paints thousands of small marks into an image by itself, since a canvas would take longer to be told of them than
 * they take to be painted. Marks are stamped from coverage that is worked out once for each size; colours are opaque
 * ARGB.
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
    private final Stamp[] stamps = new Stamp[Mark.values().length];

    /** The pixels a mark covers, as offsets from its middle, and how much of each, out of 256. */
    private record Stamp(int reach, int[] across, int[] down, int[] cover) {}

    /** @param radius of a dot in pixels of the image */
    DotRaster(int width, int height, double radius) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        for (Mark mark : Mark.values()) {
            stamps[mark.ordinal()] = stamp(mark, radius);
        }
    }

    private static Stamp stamp(Mark mark, double radius) {
        int reach = (int) Math.ceil(mark == Mark.DOT ? radius + 0.5 : radius + 2);
        int side = 2 * reach + 1;
        int[] across = new int[side * side];
        int[] down = new int[side * side];
        int[] cover = new int[side * side];
        int count = 0;
        for (int i = 0; i < side * side; i++) {
            int hits = 0;
            for (int k = 0; k < FINE * FINE; k++) {
                double x = i % side - reach + (k % FINE + 0.5) / FINE - 0.5;
                double y = i / side - reach + (k / FINE + 0.5) / FINE - 0.5;
                hits += inside(mark, x, y, radius) ? 1 : 0;
            }
            if (hits > 0) {
                across[count] = i % side - reach;
                down[count] = i / side - reach;
                cover[count++] = hits * 256 / (FINE * FINE);
            }
        }
        return new Stamp(reach, Arrays.copyOf(across, count), Arrays.copyOf(down, count), Arrays.copyOf(cover, count));
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
        Stamp stamp = stamps[mark.ordinal()];
        int middleX = (int) Math.rint(x);
        int middleY = (int) Math.rint(y);
        int reach = stamp.reach;
        if (middleX < reach || middleY < reach || middleX + reach >= width || middleY + reach >= height) {
            return;
        }
        int strength = (int) Math.round(256 * opacity);
        int red = argb >> 16 & 0xFF;
        int green = argb >> 8 & 0xFF;
        int blue = argb & 0xFF;
        int middle = middleY * width + middleX;
        for (int k = 0; k < stamp.cover.length; k++) {
            int at = middle + stamp.down[k] * width + stamp.across[k];
            int share = stamp.cover[k] * strength >> 8;
            int below = pixels[at];
            int r = below >> 16 & 0xFF;
            int g = below >> 8 & 0xFF;
            int b = below & 0xFF;
            pixels[at] = 0xFF000000
                    | r + ((red - r) * share >> 8) << 16
                    | g + ((green - g) * share >> 8) << 8
                    | b + ((blue - b) * share >> 8);
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
