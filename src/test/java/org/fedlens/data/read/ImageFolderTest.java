package org.fedlens.data.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.fedlens.data.source.DataSources;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    @TempDir
    Path folder;

    @Test
    void classesComeInTheOrderOfTheirNamesAndPlanesInRedGreenBlue() throws IOException {
        Written.picture(folder.resolve("train/zebra/a.png"), 3, 2, 0x102030);
        Written.picture(folder.resolve("train/ape/b.png"), 3, 2, 0xFFEEDD);
        Written.picture(folder.resolve("test/zebra/a.png"), 3, 2, 0);
        Written.picture(folder.resolve("test/ape/a.png"), 3, 2, 0);
        Files.writeString(folder.resolve("train/ape/notes.txt"), "not a picture, and not taken for one");
        DataSet data = open();
        assertEquals(List.of("ape", "zebra"), data.classes());
        assertEquals(new ImageShape(3, 2, 3), data.shape());
        byte[] pixels = new byte[18];
        data.train().images().copy(1, pixels, 0);
        assertArrayEquals(new int[] {0x10, 0x20, 0x30}, new int[] {pixels[5], pixels[6], pixels[12]});
        assertEquals(1, data.train().labels().of(1));
        assertEquals(2, data.test().count());
    }

    @Test
    void withoutATestFolderAFifthOfEveryClassIsSetApart() throws IOException {
        for (int index = 0; index < 10; index++) {
            Written.picture(folder.resolve("cat/" + index + ".png"), 2, 2, 0xFF0000 + index);
            Written.picture(folder.resolve("dog/" + index + ".png"), 2, 2, 0x00FF00 + index);
        }
        assertArrayEquals(new int[] {8, 8}, open().train().labels().histogram());
        assertArrayEquals(new int[] {2, 2}, open().test().labels().histogram());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "jpeg"})
    void greyPicturesKeepTheirLevelsAndOneChannel(String ending) throws IOException {
        for (int index = 0; index < 5; index++) {
            Written.greyPicture(folder.resolve("a/" + index + "." + ending), 8, 128);
        }
        DataSet data = open();
        assertEquals(new ImageShape(1, 8, 8), data.shape());
        byte[] pixels = new byte[64];
        data.train().images().copy(0, pixels, 0);
        assertEquals(128, pixels[17] & 0xFF, 1);
    }

    @Test
    void oneColouredPictureMakesAllOfThemThreeChannels() throws IOException {
        Written.greyPicture(folder.resolve("train/a/1.png"), 4, 77);
        Written.greyPicture(folder.resolve("test/a/1.png"), 4, 77);
        Written.picture(folder.resolve("test/a/2.png"), 4, 4, 0x112233);
        DataSet data = open();
        assertEquals(new ImageShape(3, 4, 4), data.shape());
        byte[] pixels = new byte[48];
        data.train().images().copy(0, pixels, 0);
        assertArrayEquals(new int[] {77, 77, 77}, new int[] {pixels[0], pixels[16], pixels[32]});
    }

    @Test
    void picturesOfSeveralSizesAreBroughtToTheMostCommonOneAndItIsTold() throws IOException {
        Written.picture(folder.resolve("train/a/1.png"), 6, 7, 0x102030);
        Written.picture(folder.resolve("train/a/2.png"), 4, 5, 0xFF0000);
        Written.picture(folder.resolve("train/a/3.png"), 4, 5, 0x00FF00);
        Written.picture(folder.resolve("test/a/1.png"), 90, 2, 0x0000FF);
        DataSet data = open();
        assertEquals(new ImageShape(3, 5, 4), data.shape());
        byte[] pixels = new byte[60];
        data.train().images().copy(0, pixels, 0);
        assertArrayEquals(new int[] {0x10, 0x20, 0x30}, new int[] {pixels[0], pixels[25], pixels[59]});
        assertEquals(
                "2 of 4 images had other sizes and were scaled to 4 x 5.",
                Words.ENGLISH.say(data.notes().get(0)));
        assertEquals("data.resized", data.notes().get(0).key());
    }

    @Test
    void sixteenBitsAndPalettesComeToBytes() throws IOException {
        Written.wideGreyPicture(folder.resolve("train/a/1.png"), 4, 0x8123);
        Written.wideColourPicture(folder.resolve("train/a/2.png"), 4, 0xFFFF, 0x8000, 0x0100);
        Written.palettePicture(folder.resolve("train/a/3.png"), 4, 0x112233);
        Written.greyPicture(folder.resolve("test/a/1.png"), 4, 9);
        DataSet data = open();
        int[][] expected = {{0x81, 0x81, 0x81}, {0xFF, 0x80, 0x01}, {0x11, 0x22, 0x33}};
        byte[] pixels = new byte[48];
        for (int index = 0; index < 3; index++) {
            data.train().images().copy(index, pixels, 0);
            assertArrayEquals(
                    expected[index], new int[] {pixels[0] & 0xFF, pixels[16] & 0xFF, pixels[32] & 0xFF}, "" + index);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,8,16,0,0",
        "2,8,16,0,15",
        "3,8,16,7,15",
        "4,8,16,7,0",
        "5,16,8,0,0",
        "6,16,8,0,7",
        "7,16,8,15,7",
        "8,16,8,15,0"
    })
    void theExifBlockTurnsAPictureUpright(int held, int height, int width, int y, int x) throws IOException {
        Path file = Written.markedJpeg(folder.resolve("a/1.jpg"), 8, 16, held);
        DecodedImage picture = DecodedImage.read(file);
        assertEquals(height, picture.height());
        assertEquals(width, picture.width());
        assertEquals(new ImageShape(3, height, width), ImageFile.shape(file));
        int bright = picture.planes()[y * width + x] & 0xFF;
        int dark = picture.planes()[(height - 1 - y) * width + width - 1 - x] & 0xFF;
        assertTrue(bright > 150 && dark < 100, bright + " and " + dark);
    }

    @Test
    void aTextUnderTheNameOfAPictureIsNamed() throws IOException {
        Written.picture(folder.resolve("a/1.png"), 4, 4, 0);
        Path text = Files.writeString(folder.resolve("a/2.png"), "hello");
        Problems.expect(text, "data.images.notPicture", this::open);
        Files.write(text, new byte[0]);
        Problems.expect(text, "data.images.notPicture", this::open);
    }

    @Test
    void aPictureThatWasCutOffIsNamed() throws IOException {
        Path file = Written.picture(folder.resolve("a/1.png"), 40, 40, 0x123456);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Problems.expect(file, "data.images.damaged", this::open);
    }

    @Test
    void aJpegThatWasCutOffIsNamed() throws IOException {
        Path file = Written.picture(folder.resolve("a/1.jpg"), 200, 200, 0x123456);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Problems.expect(file, "data.images.damaged", this::open);
    }

    @Test
    void aPictureThatClaimsHugeSidesIsRefusedBeforeItIsDecoded() throws IOException {
        Path file = Written.picture(folder.resolve("a/1.png"), 4, 4, 0);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer png = ByteBuffer.wrap(bytes).putInt(16, 100_000).putInt(20, 100_000);
        CRC32 sum = new CRC32();
        sum.update(bytes, 12, 17);
        png.putInt(29, (int) sum.getValue());
        Files.write(file, bytes);
        Problems.expect(file, "data.sides", this::open);
    }

    @Test
    void anEmptyClassIsNamed() throws IOException {
        Written.picture(folder.resolve("a/1.png"), 4, 4, 0);
        Path empty = Files.createDirectory(folder.resolve("b"));
        Problems.expect(empty, "data.images.emptyClass", this::open);
    }

    @Test
    void picturesOutsideOfClassFoldersAreRefused() throws IOException {
        Written.picture(folder.resolve("1.png"), 4, 4, 0);
        Problems.expect(folder, "data.images.noClasses", this::open);
        Files.createDirectory(folder.resolve("train"));
        Problems.expect(folder.resolve("train"), "data.images.noClasses", this::open);
    }

    @Test
    void trainingAndTestClassesMustBeTheSame() throws IOException {
        Written.picture(folder.resolve("train/a/1.png"), 4, 4, 0);
        Written.picture(folder.resolve("train/b/1.png"), 4, 4, 0);
        Written.picture(folder.resolve("test/a/1.png"), 4, 4, 0);
        Problems.expect(folder.resolve("test"), "data.images.missingClass", this::open);
        Written.picture(folder.resolve("test/b/1.png"), 4, 4, 0);
        Written.picture(folder.resolve("test/c/1.png"), 4, 4, 0);
        Problems.expect(folder.resolve("test/c"), "data.images.strangeClass", this::open);
    }

    private DataSet open() {
        return new DataSources(folder).open(".", 0, 0, 1);
    }
}
