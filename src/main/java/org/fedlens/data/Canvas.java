package org.fedlens.data;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A picture that is painted shape by shape, with a mask that remembers which class was painted last at each pixel.
 * There is no anti-aliasing, so the mask is exact. Only exactly rounded arithmetic is used: the same numbers give the
 * same pixels on every machine.
 */
final class Canvas {
    private final int height;
    private final int width;
    private final int[] colours;
    private final byte[] mask;

    /** Which pixels belong to a shape; centres lie at half numbers. */
    interface Inside {
        boolean at(double x, double y);
    }

    /** The colour of a pixel as 0xRRGGBB. */
    interface Tint {
        int at(int x, int y);
    }

    Canvas(int height, int width) {
        this.height = height;
        this.width = width;
        this.colours = new int[height * width];
        this.mask = new byte[height * width];
    }

    /** Paints the pixels of a shape within a box, clipped to the picture. */
    void paint(double left, double top, double right, double bottom, int label, Tint tint, Inside inside) {
        int lastX = (int) Math.min(width - 1.0, Math.ceil(right));
        int lastY = (int) Math.min(height - 1.0, Math.ceil(bottom));
        for (int y = (int) Math.max(0, Math.floor(top)); y <= lastY; y++) {
            for (int x = (int) Math.max(0, Math.floor(left)); x <= lastX; x++) {
                if (inside.at(x + 0.5, y + 0.5)) {
                    colours[y * width + x] = tint.at(x, y);
                    mask[y * width + x] = (byte) label;
                }
            }
        }
    }

    void box(double left, double top, double right, double bottom, int label, Tint tint) {
        paint(left, top, right, bottom, label, tint, (x, y) -> x >= left && x < right && y >= top && y < bottom);
    }

    void ellipse(double middleX, double middleY, double radiusX, double radiusY, int label, Tint tint) {
        paint(middleX - radiusX, middleY - radiusY, middleX + radiusX, middleY + radiusY, label, tint, (x, y) -> {
            double across = (x - middleX) / radiusX;
            double down = (y - middleY) / radiusY;
            return across * across + down * down <= 1;
        });
    }

    /** One colour with some grain. */
    static Tint plain(int rgb, long seed, int grain) {
        return (x, y) -> shaded(rgb, 1 + grain / 255.0 * (grain(seed, x, y) - 0.5));
    }

    /** A colour with each part multiplied. */
    static int shaded(int rgb, double factor) {
        return colour((rgb >> 16 & 0xFF) * factor, (rgb >> 8 & 0xFF) * factor, (rgb & 0xFF) * factor);
    }

    /** A mixture: the first colour at share 0, the second at 1. */
    static int mixed(int first, int second, double share) {
        return colour(
                (first >> 16 & 0xFF) * (1 - share) + (second >> 16 & 0xFF) * share,
                (first >> 8 & 0xFF) * (1 - share) + (second >> 8 & 0xFF) * share,
                (first & 0xFF) * (1 - share) + (second & 0xFF) * share);
    }

    static int colour(double red, double green, double blue) {
        return level(red) << 16 | level(green) << 8 | level(blue);
    }

    /** A number from 0 to 1 that belongs to a place. */
    static double grain(long seed, long x, long y) {
        long mixed = (seed ^ x * 0x9E3779B97F4A7C15L) + y * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (mixed >>> 40) / (double) (1 << 24);
    }

    /** A random colour between two levels. */
    static int anyColour(UniformRandomProvider random, int least, int most) {
        return colour(random.nextInt(least, most), random.nextInt(least, most), random.nextInt(least, most));
    }

    /** The light of the whole picture: each channel multiplied, then noise of so many grey levels. */
    void light(double red, double green, double blue, int noise, UniformRandomProvider random) {
        for (int i = 0; i < colours.length; i++) {
            int rgb = colours[i];
            double off = noise == 0 ? 0 : random.nextInt(2 * noise + 1) - noise;
            colours[i] =
                    colour((rgb >> 16 & 0xFF) * red + off, (rgb >> 8 & 0xFF) * green + off, (rgb & 0xFF) * blue + off);
        }
    }

    /** The mean over a square of so many pixels around; 0 leaves the picture sharp. The mask stays. */
    void blur(int radius) {
        if (radius == 0) {
            return;
        }
        int[] sharp = colours.clone();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                long red = 0;
                long green = 0;
                long blue = 0;
                int count = 0;
                for (int ny = Math.max(0, y - radius); ny <= Math.min(height - 1, y + radius); ny++) {
                    for (int nx = Math.max(0, x - radius); nx <= Math.min(width - 1, x + radius); nx++) {
                        int rgb = sharp[ny * width + nx];
                        red += rgb >> 16 & 0xFF;
                        green += rgb >> 8 & 0xFF;
                        blue += rgb & 0xFF;
                        count++;
                    }
                }
                colours[y * width + x] = colour(red / (double) count, green / (double) count, blue / (double) count);
            }
        }
    }

    int at(int x, int y) {
        return colours[y * width + x];
    }

    void set(int x, int y, int rgb) {
        colours[y * width + x] = rgb;
    }

    byte[] mask() {
        return mask.clone();
    }

    /** The picture as planes, CHW. */
    byte[] planes() {
        byte[] planes = new byte[3 * colours.length];
        for (int i = 0; i < colours.length; i++) {
            planes[i] = (byte) (colours[i] >> 16);
            planes[colours.length + i] = (byte) (colours[i] >> 8);
            planes[2 * colours.length + i] = (byte) colours[i];
        }
        return planes;
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.floor(value + 0.5)));
    }
}
