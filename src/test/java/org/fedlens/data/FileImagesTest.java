package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImagesTest {
    @TempDir
    private Path folder;

    private Path picture(String name, int side, int seed, boolean grey) throws Exception {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < side * side; at++) {
            int value = (at * 7 + seed * 13) & 0xFF;
            image.setRGB(at % side, at / side, grey ? value * 0x010101 : value << 16 | seed << 8 | value / 2);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void what_is_decoded_late_is_what_would_have_been_held() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            files.add(picture("p" + k + ".png", 20, k, false));
        }
        ImageShape shape = new ImageShape(3, 20, 20);
        FileImages images = new FileImages(files, shape, 2L * shape.size());
        byte[] pixels = new byte[shape.size()];
        for (int round = 0; round < 2; round++) {
            for (int k = 5; k >= 0; k--) {
                images.copy(k, pixels, 0);
                assertArrayEquals(Picture.read(files.get(k)).planes(), pixels);
            }
        }
        assertEquals(2, images.kept(), "no more than there is room for");
    }

    @Test
    void kept_pictures_are_not_read_again() throws Exception {
        Path file = picture("a.png", 20, 1, true);
        FileImages images = new FileImages(List.of(file), new ImageShape(1, 20, 20), 400);
        byte[] first = new byte[400];
        images.copy(0, first, 0);
        Files.delete(file);
        byte[] again = new byte[400];
        images.copy(0, again, 0);
        assertArrayEquals(first, again);
    }

    @Test
    void large_pictures_of_class_folders_stay_in_their_files_and_small_ones_do_not() throws Exception {
        for (int k = 0; k < 5; k++) {
            picture("large/a/" + k + ".png", 80, k, true);
            picture("large/b/" + k + ".png", 80, k + 9, true);
            picture("small/a/" + k + ".png", 64, k, true);
            picture("small/b/" + k + ".png", 64, k + 9, true);
        }
        FolderFormat format = new ImageFolder();
        LabelledImages large = format.read(folder.resolve("large")).train();
        assertInstanceOf(FileImages.class, large.images());
        assertEquals(new ImageShape(1, 80, 80), large.images().shape());
        assertInstanceOf(
                PixelBlock.class, format.read(folder.resolve("small")).train().images());
        DataSet once = new DataSources(folder).open("large", 4, 0, 1);
        assertEquals(4, once.train().count());
        assertEquals(once.hash(), new DataSources(folder).open("large", 4, 0, 1).hash());
    }
}
