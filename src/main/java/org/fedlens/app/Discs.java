package org.fedlens.app;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Paints many discs with soft edges straight into an image: a thousand general shapes would take longer than all the
 * rest of a picture. A pixel is covered by {@code radius + 0.5 - distance of its middle}, between 0 and 1.
 */
final class Discs {
    private static final int FULL = 255;

    private final int[] pixels;
    private final int width;
    private final int height;
    private final double scale;

    /** @param image of type {@link BufferedImage#TYPE_INT_ARGB_PRE} @param scale its pixels for each of the caller's */
    Discs(BufferedImage image, double scale) {
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.width = image.getWidth();
        this.height = image.getHeight();
        this.scale = scale;
    }

    void paint(double x, double y, double radius, Color color) {
        double middleX = x * scale;
        double middleY = y * scale;
        double reach = radius * scale + 0.5;
        int right = (int) Math.min(width - 1, Math.floor(middleX + reach));
        int bottom = (int) Math.min(height - 1, Math.floor(middleY + reach));
        for (int row = (int) Math.max(0, Math.floor(middleY - reach)); row <= bottom; row++) {
            double down = row + 0.5 - middleY;
            for (int column = (int) Math.max(0, Math.floor(middleX - reach)); column <= right; column++) {
                double across = column + 0.5 - middleX;
                double cover = reach - Math.sqrt(across * across + down * down);
                if (cover > 0) {
                    int at = row * width + column;
                    pixels[at] = over(color, (int) Math.rint(FULL * Math.min(1, cover)), pixels[at]);
                }
            }
        }
    }

    private static int over(Color color, int cover, int below) {
        int left = FULL - cover;
        return part(FULL, cover, below >>> 24, left) << 24
                | part(color.getRed(), cover, below >> 16 & FULL, left) << 16
                | part(color.getGreen(), cover, below >> 8 & FULL, left) << 8
                | part(color.getBlue(), cover, below & FULL, left);
    }

    private static int part(int over, int cover, int below, int left) {
        return (over * cover + below * left + FULL / 2) / FULL;
    }
}
