package org.fedlens.app.widget;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures that were painted elsewhere, for the window. */
final class ScreenImage {
    private ScreenImage() {}

    /**
     * Shows the same pixels without a copy, off the window's thread too.
     *
     * @param from of type {@link BufferedImage#TYPE_INT_ARGB_PRE}; not to be painted on any more
     */
    static WritableImage of(BufferedImage from) {
        int[] data = ((DataBufferInt) from.getRaster().getDataBuffer()).getData();
        return new WritableImage(new PixelBuffer<>(
                from.getWidth(), from.getHeight(), IntBuffer.wrap(data), PixelFormat.getIntArgbPreInstance()));
    }
}
