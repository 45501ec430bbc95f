package org.fedlens.data.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.fedlens.data.source.DataSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFolderTest {
    @TempDir
    Path folder;

    @Test
    void batchesAreReadInTheOrderOfTheirNumbers() throws IOException {
        Path child = folder.resolve("cifar-10-batches-bin");
        for (int batch : new int[] {10, 2, 1}) {
            byte[] records = Written.cifar(1);
            records[1] = (byte) batch;
            Written.write(child.resolve("data_batch_" + batch + ".bin"), records);
        }
        Written.write(child.resolve("test_batch.bin"), Written.cifar(12));
        DataSet data = open();
        byte[] pixels = new byte[3 * 3072];
        for (int index = 0; index < 3; index++) {
            data.train().images().copy(index, pixels, index * 3072);
        }
        assertArrayEquals(new int[] {1, 2, 10}, new int[] {pixels[0], pixels[3072], pixels[6144]});
        assertEquals(12, data.test().count());
        assertEquals("airplane", data.classes().get(0));
    }

    @Test
    void labelsAndPlanesComeBackAsWritten() throws IOException {
        Written.write(folder.resolve("data_batch_1.bin"), Written.cifar(25));
        Written.write(folder.resolve("test_batch.bin"), Written.cifar(3));
        Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
        DataSet data = open();
        assertEquals(new ImageShape(3, 32, 32), data.shape());
        assertEquals("j", data.classes().get(9));
        byte[] pixels = new byte[3072];
        for (int index = 0; index < 25; index++) {
            data.train().images().copy(index, pixels, 0);
            assertEquals(index % 10, data.train().labels().of(index));
            assertArrayEquals(
                    new int[] {index, index + 1, index + 2}, new int[] {pixels[0], pixels[1024], pixels[2048]});
        }
    }

    @Test
    void aFileThatIsNoWholeNumberOfRecordsIsRefused() throws IOException {
        byte[] whole = Written.cifar(4);
        Path file = Written.write(folder.resolve("data_batch_1.bin"), Arrays.copyOf(whole, whole.length - 1));
        Problems.expect(file, "data.cifar.length", this::open);
        Files.write(file, new byte[0]);
        Problems.expect(file, "data.cifar.length", this::open);
    }

    @Test
    void aLabelAboveNineIsRefused() throws IOException {
        byte[] records = Written.cifar(4);
        records[2 * 3073] = 10;
        Path file = Written.write(folder.resolve("test_batch.bin"), records);
        Problems.expect(file, "data.label", this::open);
    }

    @Test
    void aWrongNumberOfClassNamesIsRefused() throws IOException {
        Written.write(folder.resolve("data_batch_1.bin"), Written.cifar(4));
        Path names = Files.writeString(folder.resolve("batches.meta.txt"), "cat\ndog\n");
        Problems.expect(names, "data.cifar.names", this::open);
    }

    private DataSet open() {
        return new DataSources(folder).open(".", 0, 0, 1);
    }
}
