package org.fedlens.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import org.fedlens.text.Problem;

/**
 * One picture, decoded to red, green and blue planes and turned upright as its EXIF block says. Transparency is
 * dropped, palettes are resolved, 16-bit grey is cut to its high byte and 16-bit colour is rounded to eight bits.
 *
 * @param height rows
 * @param width columns
 * @param grey true if the three planes are equal
 * @param planes {@code 3 * height * width} unsigned bytes, CHW
 */
record Picture(int height, int width, boolean grey, byte[] planes) {

    /** @throws Problem if the file is no picture, is damaged, or claims sides beyond reason */
    static Picture read(Path path) {
        return planes(PictureFile.decode(path)).turned(PictureFile.orientation(path));
    }

    /** The same picture with other sides; see {@link Resampling}. */
    Picture resized(int toHeight, int toWidth) {
        if (toHeight == height && toWidth == width) {
            return this;
        }
        byte[] other = Resampling.of(planes, new ImageShape(3, height, width), toHeight, toWidth);
        return new Picture(toHeight, toWidth, grey, other);
    }

    private static Picture planes(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        int plane = height * width;
        byte[] planes = new byte[3 * plane];
        boolean greyModel = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int shift = Math.max(0, image.getColorModel().getComponentSize(0) - Byte.SIZE);
        int[] row = new int[width];
        boolean grey = true;
        for (int y = 0; y < height; y++) {
            if (greyModel) {
                // getRGB would bend stored grey levels through a colour profile: 128 would come out as 188.
                image.getRaster().getSamples(0, y, width, 1, 0, row);
                for (int x = 0; x < width; x++) {
                    row[x] = (row[x] >> shift) * 0x010101;
                }
            } else if (!bytes(image, y, row)) {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                planes[at] = (byte) (row[x] >> 16);
                planes[plane + at] = (byte) (row[x] >> 8);
                planes[2 * plane + at] = (byte) row[x];
                grey &= planes[at] == planes[plane + at] && planes[at] == planes[2 * plane + at];
            }
        }
        return new Picture(height, width, grey, planes);
    }

    /** What the decoders mostly give is taken as it lies: getRGB looks every pixel up in the colour model. */
    private static boolean bytes(BufferedImage image, int y, int[] row) {
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR
                || !(image.getRaster().getDataBuffer() instanceof DataBufferByte buffer)
                || image.getRaster().getParent() != null) {
            return false;
        }
        byte[] data = buffer.getData();
        for (int x = 0, at = 3 * y * image.getWidth(); x < row.length; x++, at += 3) {
            row[x] = (data[at + 2] & 0xFF) << 16 | (data[at + 1] & 0xFF) << 8 | data[at] & 0xFF;
        }
        return true;
    }

    /** @param orientation as EXIF counts: 2 to 4 keep the sides, 5 to 8 swap them */
    private Picture turned(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean lying = orientation >= 5;
        int rows = lying ? width : height;
        int columns = lying ? height : width;
        byte[] upright = new byte[planes.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int from =
                        switch (orientation) {
                            case 2 -> y * width + width - 1 - x;
                            case 3 -> (height - 1 - y) * width + width - 1 - x;
                            case 4 -> (height - 1 - y) * width + x;
                            case 5 -> x * width + y;
                            case 6 -> (height - 1 - x) * width + y;
                            case 7 -> (height - 1 - x) * width + width - 1 - y;
                            default -> x * width + width - 1 - y;
                        };
                for (int channel = 0; channel < 3; channel++) {
                    int plane = channel * rows * columns;
                    upright[plane + y * columns + x] = planes[plane + from];
                }
            }
        }
        return new Picture(rows, columns, grey, upright);
    }
}
