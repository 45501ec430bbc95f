package org.fedlens.data.read.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.fedlens.data.read.ReadingOptions;
import org.fedlens.data.scene.Scene;
import org.fedlens.data.scene.Scenes;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.data.source.DataSources;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every layout of images with masks, in a small folder of the published form. */
class SegmentationSourcesTest {
    private static final int IGNORE = SegmentationSet.IGNORE;

    @TempDir
    Path folder;

    @Test
    void camVidFollowsItsLists() throws IOException {
        for (String part : List.of("train", "val")) {
            for (String name : List.of("a", "b", "c")) {
                pair(part + "/" + name + ".png", part + "annot/" + name + ".png", 0, 10, 11);
            }
        }
        Files.writeString(folder.resolve("train.txt"), "/SegNet/train/c.png /SegNet/trainannot/c.png\ntrain/a.png x\n");
        SegmentationSet set = open();
        assertEquals("CamVid", set.format());
        assertEquals("bicyclist", set.classes().get(10));
        assertEquals(2, set.train().count());
        assertEquals(3, set.validation().count());
        assertEquals(folder.resolve("train/c.png").toString(), set.train().name(0));
        assertLabels(set.train().read(0), 0, 10, IGNORE);
        Path list = Files.writeString(folder.resolve("val.txt"), "val/a.png\nval/gone.png\n");
        Problems.expect(list, "data.list.missing", this::open);
    }

    @Test
    void vocMasksArePalettesWithABorder() throws IOException {
        Path root = folder.resolve("VOCdevkit/VOC2012");
        int[] palette = new int[256];
        palette[15] = 0xC08080;
        palette[255] = 0xE0E0C0;
        for (String name : List.of("2007_000032", "2007_000039")) {
            Written.picture(root.resolve("JPEGImages/" + name + ".jpg"), 3, 1, 0x808080);
            byte[] values = {0, 15, (byte) 255};
            Written.palettePicture(root.resolve("SegmentationClass/" + name + ".png"), 1, 3, values, palette);
        }
        Files.createDirectories(root.resolve("ImageSets/Segmentation"));
        Files.writeString(root.resolve("ImageSets/Segmentation/train.txt"), "2007_000032\n");
        Files.writeString(root.resolve("ImageSets/Segmentation/val.txt"), "2007_000039\n");
        SegmentationSet set = open();
        assertEquals("PASCAL VOC 2012", set.format());
        assertEquals("person", set.classes().get(15));
        assertLabels(set.train().read(0), 0, 15, IGNORE);
        assertEquals(1, set.validation().count());
        SegmentationSet objects = SegmentationSources.open(folder, 1, "objects");
        assertEquals(20, objects.classes().size());
        assertEquals("person", objects.classes().get(14));
        assertLabels(objects.train().read(0), IGNORE, 14, IGNORE);
        assertEquals(
                20,
                new DataSources(folder, new ReadingOptions(false, "objects"))
                        .open(".", 0, 0, 1, 3, 3)
                        .classes()
                        .size());
        Problem problem = assertThrows(Problem.class, () -> SegmentationSources.open(folder, 1, "things"));
        assertEquals("data.part", problem.where());
    }

    @Test
    void cityscapesIdsBecomeTrainingClasses() throws IOException {
        for (String part : List.of("train", "val")) {
            pair(
                    "leftImg8bit/" + part + "/ulm/ulm_1_leftImg8bit.png",
                    "gtFine/" + part + "/ulm/ulm_1_gtFine_labelIds.png",
                    7,
                    33,
                    4);
        }
        SegmentationSet set = open();
        assertEquals(19, set.classes().size());
        assertLabels(set.train().read(0), 0, 18, IGNORE);
        Files.delete(folder.resolve("gtFine/val/ulm/ulm_1_gtFine_labelIds.png"));
        Problems.expect(folder.resolve("leftImg8bit/val/ulm/ulm_1_leftImg8bit.png"), "data.mask.missing", this::open);
    }

    @Test
    void adeStartsAtOne() throws IOException {
        pair("images/training/1.png", "annotations/training/1.png", 0, 1, 150);
        pair("images/validation/2.png", "annotations/validation/2.png", 0, 1, 151);
        SegmentationSet set = open();
        assertEquals(150, set.classes().size());
        assertLabels(set.train().read(0), IGNORE, 0, 149);
        Problems.expect(folder.resolve("annotations/validation/2.png"), "data.mask.value", () -> set.validation()
                .read(0));
    }

    @Test
    void anyFoldersWithAFileOfClassesAreTakenAndSplit() throws IOException {
        for (int index = 0; index < 10; index++) {
            pair("images/" + index + ".png", "masks/" + index + ".png", 1, 2, 255);
        }
        Files.writeString(folder.resolve("classes.txt"), "0 grass\n1 sky\n2 unlabelled\n");
        SegmentationSet set = open();
        assertEquals(List.of("grass", "sky"), set.classes());
        assertEquals(8, set.train().count());
        assertEquals(2, set.validation().count());
        assertLabels(set.train().read(0), 1, IGNORE, IGNORE);
        Files.writeString(folder.resolve("train.txt"), "3\n4\n");
        Files.writeString(folder.resolve("val.txt"), "5\n");
        assertEquals(2, open().train().count());
        Files.writeString(folder.resolve("classes.txt"), "0 grass\n2 sky\n");
        Problems.expect(folder.resolve("classes.txt"), "data.classes.gap", this::open);
    }

    @Test
    void aMaskThatCannotBelongToItsImageIsNamed() throws IOException {
        Files.writeString(folder.resolve("classes.txt"), "grass\nsky\n");
        for (int index = 0; index < 5; index++) {
            pair("images/" + index + ".png", "masks/" + index + ".png", 0, 1, 0);
        }
        Path mask = Written.greyPicture(folder.resolve("masks/0.png"), 2, 3, new byte[6]);
        Problems.expect(mask, "data.mask.size", this::first);
        Written.picture(mask, 3, 1, 0x123456);
        Problems.expect(mask, "data.mask.colour", this::first);
        Written.greyPicture(mask, 1, 3, new byte[] {0, 2, 0});
        Problems.expect(mask, "data.mask.value", this::first);
        Written.wideGreyPicture(mask, 1, 5);
        Written.picture(folder.resolve("images/0.png"), 1, 1, 0);
        Problems.expect(mask, "data.mask.value", this::first);
        Files.delete(mask);
        Problems.expect(folder.resolve("images/0.png"), "data.mask.missing", this::open);
    }

    @Test
    void erasingHidesClassesAndNothingElse() throws IOException {
        pair("train/a.png", "trainannot/a.png", 3, 8, 11);
        pair("val/a.png", "valannot/a.png", 3, 8, 11);
        boolean[] kept = new boolean[11];
        kept[8] = true;
        Scenes all = open().train();
        assertLabels(all.erased(kept).read(0), IGNORE, 8, IGNORE);
        assertArrayEquals(all.read(0).image(), all.erased(kept).read(0).image());
        assertLabels(all.subset(new int[] {0}).read(0), 3, 8, IGNORE);
    }

    private void first() {
        Scenes all = new SceneFiles(
                new MaskFolders().read(folder, "").train(),
                new MaskFolders().read(folder, "").code());
        all.read(0);
    }

    private SegmentationSet open() {
        return SegmentationSources.open(folder, 1);
    }

    private void pair(String image, String mask, int... values) throws IOException {
        Written.picture(folder.resolve(image), values.length, 1, 0x336699);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        Written.greyPicture(folder.resolve(mask), 1, values.length, bytes);
    }

    private static void assertLabels(Scene scene, int... labels) {
        for (int i = 0; i < labels.length; i++) {
            assertEquals(labels[i], scene.mask()[i] & 0xFF);
        }
    }
}
