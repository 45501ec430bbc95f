package org.fedlens.data;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Files that tests write themselves. */
public final class Written {
    private Written() {}

    /** An IDX image file; the header is taken at its word. */
    public static byte[] idxImages(int magic, int count, int height, int width, byte[] pixels) {
        return ByteBuffer.allocate(16 + pixels.length)
                .putInt(magic)
                .putInt(count)
                .putInt(height)
                .putInt(width)
                .put(pixels)
                .array();
    }

    public static byte[] idxLabels(int magic, int count, byte[] labels) {
        return ByteBuffer.allocate(8 + labels.length)
                .putInt(magic)
                .putInt(count)
                .put(labels)
                .array();
    }

    /** Pictures of 2 x 3 pixels whose first pixel is their number, with labels 0, 1 ... 9, 0 ... */
    public static void idxPair(Path folder, String images, String labels, int count) throws IOException {
        byte[] pixels = new byte[count * 6];
        byte[] classes = new byte[count];
        for (int index = 0; index < count; index++) {
            pixels[index * 6] = (byte) index;
            classes[index] = (byte) (index % 10);
        }
        write(folder.resolve(images), idxImages(0x803, count, 2, 3, pixels));
        write(folder.resolve(labels), idxLabels(0x801, count, classes));
    }

    /** Writes bytes, packed if the name says so, and makes the folder if need be. */
    public static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, file.toString().endsWith(".gz") ? gzip(bytes) : bytes);
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** CIFAR-10 records; the red plane of record i starts with i, green with i + 1, blue with i + 2. */
    public static byte[] cifar(int count) {
        byte[] bytes = new byte[count * 3073];
        for (int index = 0; index < count; index++) {
            bytes[index * 3073] = (byte) (index % 10);
            for (int plane = 0; plane < 3; plane++) {
                bytes[index * 3073 + 1 + plane * 1024] = (byte) (index + plane);
            }
        }
        return bytes;
    }

    /** A picture of one colour, in the format of the name's ending. */
    public static Path picture(Path file, int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, file.toString().endsWith("png") ? "png" : "jpg", file.toFile());
        return file;
    }

    /** A grey picture as the format stores it, one channel. */
    public static Path greyPicture(Path file, int side, int level) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < side * side; i++) {
            image.getRaster().setSample(i % side, i / side, 0, level);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, file.toString().endsWith("png") ? "png" : "jpg", file.toFile());
        return file;
    }

    /** A grey picture of 16 bits a pixel. */
    public static Path wideGreyPicture(Path file, int side, int level) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < side * side; i++) {
            image.getRaster().setSample(i % side, i / side, 0, level);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A picture of 16 bits a colour. */
    public static Path wideColourPicture(Path file, int side, int... colour) throws IOException {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(side, side);
        for (int i = 0; i < side * side; i++) {
            raster.setPixel(i % side, i / side, colour);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(model, raster, false, null), "png", file.toFile());
        return file;
    }

    /** A picture whose pixels are indices (all 1) into a palette of which entry 1 has the colour. */
    public static Path palettePicture(Path file, int side, int rgb) throws IOException {
        byte[] indices = new byte[side * side];
        Arrays.fill(indices, (byte) 1);
        int[] palette = new int[256];
        palette[1] = rgb;
        return palettePicture(file, side, side, indices, palette);
    }

    public static Path palettePicture(Path file, int height, int width, byte[] indices, int[] palette)
            throws IOException {
        IndexColorModel model = new IndexColorModel(8, 256, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setDataElements(0, 0, width, height, indices);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A grey picture of any bytes, such as a mask. */
    public static Path greyPicture(Path file, int height, int width, byte[] levels) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, levels);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A JPEG that is bright in its stored upper left quarter and says in an EXIF block how the camera was held. */
    public static Path markedJpeg(Path file, int height, int width, int held) throws IOException {
        byte[] levels = new byte[height * width];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (i / width < height / 2 && i % width < width / 2 ? 250 : 20);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, levels);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", plain);
        byte[] jpeg = plain.toByteArray();
        // APP1: length, "Exif", then a TIFF directory with the one entry Orientation (0x0112, a short).
        byte[] block = ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M'})
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) held)
                .putShort((short) 0)
                .putInt(0)
                .array();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(jpeg, 0, 2);
        whole.writeBytes(block);
        whole.write(jpeg, 2, jpeg.length - 2);
        return write(file, whole.toByteArray());
    }
}
