package org.fedlens.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Files that tests write themselves. */
final class Written {
    private Written() {}

    /** An IDX image file; the header is taken at its word. */
    static byte[] idxImages(int magic, int count, int height, int width, byte[] pixels) {
        return ByteBuffer.allocate(16 + pixels.length)
                .putInt(magic)
                .putInt(count)
                .putInt(height)
                .putInt(width)
                .put(pixels)
                .array();
    }

    static byte[] idxLabels(int magic, int count, byte[] labels) {
        return ByteBuffer.allocate(8 + labels.length)
                .putInt(magic)
                .putInt(count)
                .put(labels)
                .array();
    }

    /** Pictures of 2 x 3 pixels whose first pixel is their number, with labels 0, 1 ... 9, 0 ... */
    static void idxPair(Path folder, String images, String labels, int count) throws IOException {
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
    static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, file.toString().endsWith(".gz") ? gzip(bytes) : bytes);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** CIFAR-10 records; the red plane of record i starts with i, green with i + 1, blue with i + 2. */
    static byte[] cifar(int count) {
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
    static Path picture(Path file, int width, int height, int rgb) throws IOException {
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
    static Path greyPicture(Path file, int side, int level) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < side * side; i++) {
            image.getRaster().setSample(i % side, i / side, 0, level);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, file.toString().endsWith("png") ? "png" : "jpg", file.toFile());
        return file;
    }
}
