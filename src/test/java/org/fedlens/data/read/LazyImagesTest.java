package org.fedlens.data.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.JoinedImages;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.data.PixelCache;
import org.fedlens.data.source.DataSources;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyImagesTest {
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
        PixelCache cache = new PixelCache(2L * shape.size());
        LazyImages images = surveyed(files, cache);
        byte[] pixels = new byte[shape.size()];
        for (int round = 0; round < 2; round++) {
            for (int k = 5; k >= 0; k--) {
                images.copy(k, pixels, 0);
                assertArrayEquals(DecodedImage.read(files.get(k)).planes(), pixels);
            }
        }
        assertEquals(2, cache.count(), "no more than there is room for");
    }

    private static LazyImages surveyed(List<Path> files, PixelCache cache) {
        LazyImages.Survey survey = new LazyImages.Survey(20, 20, cache);
        files.forEach(file -> survey.add(file, DecodedImage.read(file)));
        return survey.done(3);
    }

    @Test
    void kept_pictures_are_not_read_again() throws Exception {
        Path file = picture("a.png", 20, 1, true);
        LazyImages images = surveyed(List.of(file), new PixelCache(400));
        byte[] expected = DecodedImage.read(file).planes();
        Files.delete(file);
        byte[] pixels = new byte[1200];
        images.copy(0, pixels, 0);
        assertArrayEquals(expected, pixels, "of a grey picture one plane is kept and three are given");
    }

    @Test
    void figures_of_late_pictures_are_those_of_held_ones() throws Exception {
        List<Path> files = new ArrayList<>();
        PixelBlock.Filler held = new PixelBlock.Filler(new ImageShape(3, 20, 20));
        for (int k = 0; k < 5; k++) {
            files.add(picture("f" + k + ".png", 20, k, k == 2));
            held.add(DecodedImage.read(files.get(k)).planes(), 0);
        }
        LazyImages late = surveyed(files, new PixelCache(0));
        assertEquals(Normalization.of(held.done()), Normalization.of(late.subset(new int[] {0, 1, 2, 3, 4})));
    }

    @Test
    void figures_and_hash_of_late_pictures_need_no_second_decoding() throws Exception {
        List<Path> files = List.of(picture("x.png", 20, 1, false), picture("y.png", 20, 2, false));
        LabelledImages late = new LabelledImages(surveyed(files, new PixelCache(0)), Labels.of(new int[] {0, 1}, 2));
        DataSet before = DataSet.of("before", List.of("a", "b"), late, late);
        for (Path file : files) {
            Files.delete(file);
        }
        DataSet after = DataSet.of("after", List.of("a", "b"), late, late);
        assertEquals(before.hash(), after.hash());
        assertEquals(before.normalization(), after.normalization());
        assertThrows(Problem.class, () -> late.images().copy(0, new byte[1200], 0));
    }

    @Test
    void large_pictures_of_several_sizes_are_brought_to_the_most_common_one() throws Exception {
        for (int k = 0; k < 6; k++) {
            picture("sizes/a/" + k + ".png", k < 2 ? 90 : 80, k, false);
            picture("sizes/b/" + k + ".png", 80, k + 9, false);
        }
        DataSet set = new DataSources(folder).open("sizes", 0, 0, 1);
        assertEquals(new ImageShape(3, 80, 80), set.shape());
        assertEquals("data.resized", set.notes().get(0).key());
    }

    @Test
    void large_pictures_of_domains_and_people_and_scenes_stay_in_their_files() throws Exception {
        for (String domain : List.of("photo", "sketch")) {
            for (int k = 0; k < 5; k++) {
                picture("domains/" + domain + "/a/" + k + ".png", 70, k, false);
                picture("domains/" + domain + "/b/" + k + ".png", 70, k + 9, false);
            }
        }
        FoundData domains = new DomainFolder().read(folder.resolve("domains"));
        assertInstanceOf(JoinedImages.class, domains.train().images());
        byte[] pixels = new byte[3 * 70 * 70];
        domains.train().images().copy(13, pixels, 0);
        assertArrayEquals(
                DecodedImage.read(folder.resolve("domains/sketch/a/3.png")).planes(), pixels);
        for (String part : List.of("bounding_box_train", "query", "bounding_box_test")) {
            picture("walkers/" + part + "/0001_c1s1_000001_00.png", 70, 3, false);
            picture("walkers/" + part + "/0001_c2s1_000002_00.png", 70, 4, false);
            picture("walkers/" + part + "/0002_c1s1_000003_00.png", 70, 5, false);
        }
        DataSet people = new DataSources(folder).open("walkers", 0, 0, 1);
        assertTrue(people.train().images().traits(0).isPresent());
        assertTrue(people.sites()
                .orElseThrow()
                .searches()
                .get(0)
                .gallery()
                .images()
                .traits(1)
                .isPresent());
        DataSet scenes = new DataSources(folder).open("street-scenes", 4, 2, 1, 80, 96);
        assertTrue(scenes.train().images().traits(0).isPresent());
        assertTrue(scenes.train().masks().orElseThrow().pixels().traits(0).isPresent());
        assertTrue(new DataSources(folder)
                .open("street-scenes", 4, 2, 1, 48, 64)
                .train()
                .images()
                .traits(0)
                .isEmpty());
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
        assertInstanceOf(LazyImages.class, large.images());
        assertEquals(new ImageShape(1, 80, 80), large.images().shape());
        assertInstanceOf(
                PixelBlock.class, format.read(folder.resolve("small")).train().images());
        DataSet once = new DataSources(folder).open("large", 4, 0, 1);
        assertEquals(4, once.train().count());
        assertEquals(once.hash(), new DataSources(folder).open("large", 4, 0, 1).hash());
    }
}
