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
    /** Pixels of one channel above which pictures are not held in memory. */
    private static final int LARGEST_HELD = 64 * 64;

    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("A picture needs channels, rows and columns");
        }
        if ((long) height * width > Integer.MAX_VALUE / channels) {
            throw new IllegalArgumentException("A picture of " + height + " x " + width + " is too large");
        }
    }

    /** True if pictures of these sides stay in their files and are decoded when they are asked for. */
    public static boolean large(int height, int width) {
        return height * width > LARGEST_HELD;
    }

    /** The same for this shape. */
    public boolean large() {
        return large(height, width);
    }

    /** Bytes of one picture. */
    public int size() {
        return channels * height * width;
    }
}
