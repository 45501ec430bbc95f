package org.fedlens.data;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** Picture files as the platform decodes them. Whatever goes wrong becomes a {@link Problem} that names the file. */
final class PictureFile {
    private static final int UPRIGHT = 1;
    private static final int FIRST_ON_ITS_SIDE = 5;
    private static final int LAST = 8;

    private PictureFile() {}

    /** True for the endings that we take for pictures. */
    static boolean named(Path file) {
        return Listing.lower(file).matches(".*\\.(png|jpg|jpeg|bmp)");
    }

    /** The pictures of a folder in the order of their names. */
    static List<Path> in(Path folder) {
        return Listing.filesIfAny(folder).stream().filter(PictureFile::named).toList();
    }

    /**
     * Decodes a file as it is stored.
     *
     * @throws Problem if it is no picture, is damaged, or claims sides beyond reason
     */
    static BufferedImage decode(Path path) {
        return with(path, PictureFile::decode);
    }

    /** The sides of the upright picture, from the header alone, as a shape of three channels. */
    static ImageShape shape(Path path) {
        ImageShape stored = with(path, (where, reader) -> {
            Room.checkSides(where, reader.getHeight(0), reader.getWidth(0));
            return new ImageShape(3, reader.getHeight(0), reader.getWidth(0));
        });
        boolean lying = orientation(path) >= FIRST_ON_ITS_SIDE;
        return lying ? new ImageShape(3, stored.width(), stored.height()) : stored;
    }

    /**
     * How the camera was held, from the EXIF block of a JPEG file: 1 upright; 2 mirrored; 3 upside down; 4 both; 5 to 8
     * the same lying on its side. Files without a readable block are upright.
     */
    static int orientation(Path path) {
        if (!Listing.lower(path).matches(".*\\.jpe?g")) {
            return UPRIGHT;
        }
        try (InputStream in = Files.newInputStream(path)) {
            Metadata metadata = JpegMetadataReader.readMetadata(in, List.of(new ExifReader()));
            ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer held = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return held == null || held < UPRIGHT || held > LAST ? UPRIGHT : held;
        } catch (JpegProcessingException e) {
            return UPRIGHT;
        } catch (IOException e) {
            throw Listing.unreadable(path, e);
        }
    }

    private interface Use<T> {
        T of(String where, ImageReader reader) throws IOException;
    }

    private static <T> T with(Path path, Use<T> use) {
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
                return use.of(where, reader);
            } catch (Problem problem) {
                throw problem;
            } catch (IOException | RuntimeException e) {
                // The decoders of the platform answer damaged files with many kinds of exceptions.
                throw new Problem(where, Text.of("data.images.damaged"), Text.of("data.images.notPicture.mend"), e);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw Listing.unreadable(where, e);
        }
    }

    private static BufferedImage decode(String where, ImageReader reader) throws IOException {
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
        return image;
    }
}
