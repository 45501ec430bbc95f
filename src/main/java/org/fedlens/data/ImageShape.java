package org.fedlens.data;

/**
 * The shape of one picture: {@code channels * height * width} bytes, stored channel by channel, row by row (CHW).
 *
 * @param channels 1 for grey, 3 for red, green, blue
 * @param height rows in pixels
 * @param width columns in pixels
 * @throws IllegalArgumentException if a side is below one or the picture would not fit into one array
 */
public record ImageShape(int channels, int height, int width) {
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("A picture needs channels, rows and columns");
        }
        if ((long) height * width > Integer.MAX_VALUE / channels) {
            throw new IllegalArgumentException("A picture of " + height + " x " + width + " is too large");
        }
    }

    /** Bytes of one picture. */
    public int size() {
        return channels * height * width;
    }
}
