package org.fedlens.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A small set of images in class folders, for tests that need a folder. */
public final class ClassFolders {
    private ClassFolders() {}

    /** Two classes of ten images each, 12 x 12. */
    public static Path write(Path folder) throws IOException {
        for (String name : new String[] {"a", "b"}) {
            Path own = Files.createDirectories(folder.resolve(name));
            for (int k = 0; k < 10; k++) {
                BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
                for (int at = 0; at < 144; at++) {
                    image.setRGB(at % 12, at / 12, (name.equals("a") ? at * 300 : at * 70_000) + k * 1234);
                }
                ImageIO.write(image, "png", own.resolve("image" + k + ".png").toFile());
            }
        }
        return folder;
    }
}
