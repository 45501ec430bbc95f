package org.fedlens.data;

import java.nio.file.Path;

/** Single picture files, read when they are needed. */
public final class Pictures {
    private Pictures() {}

    /**
     * Reads a picture, turned upright, in three channels and the sides asked for; see {@link Resampling}.
     *
     * @param height rows wanted
     * @param width columns wanted
     * @return {@code 3 * height * width} unsigned bytes, CHW
     * @throws org.fedlens.text.Problem if the file is no picture or is damaged
     */
    public static byte[] read(Path file, int height, int width) {
        return Picture.read(file).resized(height, width).planes();
    }

    /** The sides of a picture, from its header. @throws org.fedlens.text.Problem if the file is no picture */
    public static ImageShape shape(Path file) {
        return PictureFile.shape(file);
    }
}
