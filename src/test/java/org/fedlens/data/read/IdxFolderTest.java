package org.fedlens.data.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.fedlens.data.source.DataSources;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFolderTest {
    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte",
        "test-images-idx3-ubyte.gz, test-labels-idx1-ubyte.gz",
        "t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte.gz"
    })
    void picturesAndLabelsComeBackAsWritten(String testImages, String testLabels) throws IOException {
        Written.idxPair(folder, IMAGES + ".gz", LABELS, 60);
        Written.idxPair(folder, testImages, testLabels, 20);
        DataSet data = open();
        assertEquals(60, data.train().count());
        assertEquals(20, data.test().count());
        assertEquals(new ImageShape(1, 2, 3), data.shape());
        byte[] pixels = new byte[6];
        for (int index = 0; index < 60; index++) {
            data.train().images().copy(index, pixels, 0);
            assertEquals(index, pixels[0]);
            assertEquals(index % 10, data.train().labels().of(index));
        }
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), data.classes());
    }

    @Test
    void aFolderCalledFashionHasClothesForClasses() throws IOException {
        Written.idxPair(folder.resolve("My-Fashion"), IMAGES, LABELS, 30);
        DataSet data = new DataSources(folder).open("My-Fashion", 0, 0, 1);
        assertEquals("Ankle boot", data.classes().get(9));
        assertEquals("My-Fashion", data.name());
    }

    @Test
    void aSourceOfTestFilesAloneIsSplit() throws IOException {
        Written.idxPair(folder, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", 100);
        assertEquals(80, open().train().count());
        assertEquals(20, open().test().count());
    }

    @Test
    void imagesWithoutLabelsAndLabelsWithoutImagesAreRefused() throws IOException {
        Written.idxPair(folder, IMAGES, LABELS, 20);
        Files.delete(folder.resolve(LABELS));
        Problem problem = expect(IMAGES, "data.idx.alone");
        assertEquals(
                "train-labels-idx1-ubyte",
                ((Text) problem.reason().values().get(0)).values().get(0));
    }

    @Test
    void imagesUnderTheNameOfLabelsAreRefused() throws IOException {
        Written.idxPair(folder, IMAGES, LABELS, 20);
        Files.copy(folder.resolve(IMAGES), folder.resolve(LABELS), StandardCopyOption.REPLACE_EXISTING);
        expect(LABELS, "data.idx.notLabels");
    }

    @Test
    void labelsUnderTheNameOfImagesAreRefused() throws IOException {
        Written.idxPair(folder, IMAGES, LABELS, 20);
        Files.copy(folder.resolve(LABELS), folder.resolve(IMAGES), StandardCopyOption.REPLACE_EXISTING);
        expect(IMAGES, "data.idx.notImages");
    }

    @Test
    void aFileShorterOrLongerThanItsHeaderSaysIsRefused() throws IOException {
        Written.idxPair(folder, IMAGES, LABELS, 20);
        byte[] whole = Files.readAllBytes(folder.resolve(IMAGES));
        Files.write(folder.resolve(IMAGES), Arrays.copyOf(whole, whole.length - 1));
        expect(IMAGES, "data.idx.length");
        Files.write(folder.resolve(IMAGES), Arrays.copyOf(whole, whole.length + 1));
        expect(IMAGES, "data.idx.length");
        Files.write(folder.resolve(IMAGES), Arrays.copyOf(whole, 10));
        expect(IMAGES, "data.truncated");
        Files.write(folder.resolve(IMAGES), new byte[0]);
        expect(IMAGES, "data.truncated");
    }

    @Test
    void aPackedFileShorterThanItsHeaderSaysIsRefused() throws IOException {
        Written.idxPair(folder, IMAGES + ".gz", LABELS, 20);
        Written.write(folder.resolve(IMAGES + ".gz"), Written.idxImages(0x803, 20, 2, 3, new byte[119]));
        expect(IMAGES + ".gz", "data.truncated");
    }

    @Test
    void aPackedFileThatWasCutOffIsRefused() throws IOException {
        Written.idxPair(folder, IMAGES + ".gz", LABELS, 200);
        Path file = folder.resolve(IMAGES + ".gz");
        byte[] packed = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(packed, packed.length - 6));
        expect(file.getFileName().toString(), "data.truncated");
        Files.write(file, Arrays.copyOf(packed, packed.length / 2));
        expect(file.getFileName().toString(), "data.truncated");
        Files.write(file, Arrays.copyOf(packed, 4));
        expect(file.getFileName().toString(), "data.truncated");
    }

    @Test
    void aFileThatIsPackedByNameOnlyIsRefused() throws IOException {
        Written.idxPair(folder, IMAGES + ".gz", LABELS, 20);
        Files.write(folder.resolve(IMAGES + ".gz"), Written.idxImages(0x803, 20, 2, 3, new byte[120]));
        expect(IMAGES + ".gz", "data.notGzip");
    }

    @Test
    void aPackedFileThatUnpacksToMoreThanItsHeaderSaysIsNotReadOn() throws IOException {
        Written.idxPair(folder, IMAGES + ".gz", LABELS, 20);
        Written.write(folder.resolve(IMAGES + ".gz"), Written.idxImages(0x803, 20, 2, 3, new byte[50_000_000]));
        expect(IMAGES + ".gz", "data.longer");
    }

    @ParameterizedTest
    @CsvSource({
        "2147483647, 4096, 4096, data.tooLarge",
        "2147483647, 28, 28, data.tooLarge",
        "-1, 28, 28, data.idx.count",
        "0, 28, 28, data.idx.count",
        "10, 0, 28, data.sides",
        "10, 28, -1, data.sides",
        "10, 65536, 65536, data.sides",
        "2000000, 2, 3, data.truncated"
    })
    void anAbsurdHeaderIsRefusedBeforeMemoryIsTaken(int count, int height, int width, String reason)
            throws IOException {
        Written.idxPair(folder, IMAGES + ".gz", LABELS, 20);
        Written.write(folder.resolve(IMAGES + ".gz"), Written.idxImages(0x803, count, height, width, new byte[120]));
        expect(IMAGES + ".gz", reason);
    }

    @Test
    void aLabelCountUnlikeTheImageCountIsRefused() throws IOException {
        Written.idxPair(folder, IMAGES, LABELS, 20);
        Written.write(folder.resolve(LABELS), Written.idxLabels(0x801, 19, new byte[19]));
        expect(LABELS, "data.idx.counts");
    }

    @Test
    void aLabelAboveNineIsRefused() throws IOException {
        Written.idxPair(folder, IMAGES, LABELS, 2);
        Written.write(folder.resolve(LABELS), Written.idxLabels(0x801, 2, new byte[] {9, (byte) 200}));
        Problem problem = expect(LABELS, "data.label");
        assertEquals(List.of(200, 2, 9), problem.reason().values());
    }

    private DataSet open() {
        return new DataSources(folder).open(".", 0, 0, 1);
    }

    private Problem expect(String file, String reason) {
        return Problems.expect(folder.resolve(file), reason, this::open);
    }
}
