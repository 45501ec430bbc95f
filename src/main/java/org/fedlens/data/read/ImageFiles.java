package org.fedlens.data.read;

import java.nio.file.Path;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Resampling;

/** Single picture files, read when they are needed. */
public final class ImageFiles {
    private ImageFiles() {}

    /**
     * Reads a picture, turned upright, in three channels and the sides asked for; see {@link Resampling}.
     *
     * @param height rows wanted
     * @param width columns wanted
     * @return {@code 3 * height * width} unsigned bytes, CHW
     * @throws org.fedlens.text.Problem if the file is no picture or is damaged
     */
    public static byte[] read(Path file, int height, int width) {
        return DecodedImage.read(file).resized(height, width).planes();
    }

    /** The sides of a picture, from its header. @throws org.fedlens.text.Problem if the file is no picture */
    public static ImageShape shape(Path file) {
        return ImageFile.shape(file);
    }
}
