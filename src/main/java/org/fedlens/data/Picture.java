package org.fedlens.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * One picture file, decoded to red, green and blue planes. Transparency is dropped and 16-bit grey is cut to its high
 * byte.
 *
 * @param height rows
 * @param width columns
 * @param grey true if the three planes are equal
 * @param planes {@code 3 * height * width} unsigned bytes, CHW
 */
record Picture(int height, int width, boolean grey, byte[] planes) {

    /** @throws Problem if the file is no picture, is damaged, or claims sides beyond reason */
    static Picture read(Path path) {
        String where = path.toString();
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            if (in == null) {
                throw new IOException("The file cannot be opened");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Problem(where, Text.of("data.images.notPicture"), Text.of("data.images.notPicture.mend"));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return decode(where, reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw Listing.unreadable(where, e);
        }
    }

    private static Picture decode(String where, ImageReader reader) {
        try {
            // Sides come from the header: a small file that claims a huge picture is refused before it is decoded.
            Room.checkSides(where, reader.getHeight(0), reader.getWidth(0));
            AtomicBoolean cutOff = new AtomicBoolean();
            // The JPEG decoder fills the missing part of a file with grey and only warns, in English everywhere.
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.contains("premature end of data")) {
                    cutOff.set(true);
                }
            });
            BufferedImage image = reader.read(0);
            if (cutOff.get()) {
                throw new IOException("The picture ends too early");
            }
            return planes(image);
        } catch (Problem problem) {
            throw problem;
        } catch (IOException | RuntimeException e) {
            // The decoders of the platform answer damaged files with many kinds of exceptions.
            throw new Problem(where, Text.of("data.images.damaged"), Text.of("data.images.notPicture.mend"), e);
        }
    }

    private static Picture planes(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        int plane = height * width;
        byte[] planes = new byte[3 * plane];
        boolean greyModel = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int shift = Math.max(0, image.getColorModel().getComponentSize(0) - Byte.SIZE);
        boolean grey = true;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                // getRGB would bend stored grey levels through a colour profile: 128 would come out as 188.
                int rgb = greyModel ? (image.getRaster().getSample(x, y, 0) >> shift) * 0x010101 : image.getRGB(x, y);
                planes[at] = (byte) (rgb >> 16);
                planes[plane + at] = (byte) (rgb >> 8);
                planes[2 * plane + at] = (byte) rgb;
                grey &= planes[at] == planes[plane + at] && planes[at] == planes[2 * plane + at];
            }
        }
        return new Picture(height, width, grey, planes);
    }
}
