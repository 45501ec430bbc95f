package org.fedlens.data.scene;

/**
 * One image and what each of its pixels shows.
 *
 * @param height rows
 * @param width columns
 * @param image {@code 3 * height * width} unsigned bytes, CHW
 * @param mask {@code height * width} classes, row by row; read one as {@code mask[i] & 0xFF}. {@link
 *     SegmentationSet#IGNORE} marks pixels that do not count
 * @throws IllegalArgumentException if a length does not fit the sides
 */
public record Scene(int height, int width, byte[] image, byte[] mask) {
    public Scene {
        if (image.length != 3 * height * width || mask.length != height * width) {
            throw new IllegalArgumentException("Image and mask must be " + height + " x " + width);
        }
    }
}
