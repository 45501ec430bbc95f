package org.fedlens.app;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures that were painted elsewhere, for the window. */
final class ScreenImage {
    private ScreenImage() {}

    /**
     * Copies the pixels, off the window's thread too: an image that nobody shows yet may be filled anywhere.
     *
     * @param from of type {@link BufferedImage#TYPE_INT_ARGB_PRE}
     */
    static WritableImage of(BufferedImage from) {
        int[] data = ((DataBufferInt) from.getRaster().getDataBuffer()).getData();
        WritableImage to = new WritableImage(from.getWidth(), from.getHeight());
        to.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        from.getWidth(),
                        from.getHeight(),
                        PixelFormat.getIntArgbPreInstance(),
                        data,
                        0,
                        from.getWidth());
        return to;
    }
}
