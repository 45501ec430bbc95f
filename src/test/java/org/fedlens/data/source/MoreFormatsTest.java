package org.fedlens.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.fedlens.data.read.FoundData;
import org.fedlens.data.read.IdxFolder;
import org.fedlens.data.read.ReadingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/** CIFAR-100, EMNIST, KMNIST and SVHN, each in a small file of the published form. */
class MoreFormatsTest {
    @TempDir
    Path folder;

    @Test
    void cifarHundredTakesTheFineLabel() throws IOException {
        byte[] records = new byte[20 * 3074];
        for (int index = 0; index < 20; index++) {
            records[index * 3074] = 1;
            records[index * 3074 + 1] = (byte) (80 + index);
            records[index * 3074 + 2] = (byte) index;
        }
        Written.write(folder.resolve("cifar-100-binary/train.bin"), records);
        Written.write(folder.resolve("cifar-100-binary/test.bin"), Arrays.copyOf(records, 3 * 3074));
        DataSet data = open();
        assertEquals(100, data.classes().size());
        assertEquals(85, data.train().labels().of(5));
        byte[] pixels = new byte[3072];
        data.train().images().copy(5, pixels, 0);
        assertEquals(5, pixels[0]);
        Path odd = Written.write(folder.resolve("cifar-100-binary/train.bin"), new byte[3073]);
        Problems.expect(odd, "data.cifar.length", this::open);
        records[1] = 100;
        Files.write(odd, records);
        Problems.expect(odd, "data.label", this::open);
    }

    @Test
    void emnistIsTurnedUprightAndNamedByItsMapping() throws IOException {
        byte[] pixels = new byte[24 * 6];
        byte[] labels = new byte[24];
        for (int index = 0; index < 24; index++) {
            pixels[index * 6 + 1] = 9;
            labels[index] = (byte) (1 + index % 12);
        }
        String start = "gzip/emnist-letters-";
        Written.write(folder.resolve(start + "train-images-idx3-ubyte.gz"), Written.idxImages(0x803, 24, 2, 3, pixels));
        Written.write(folder.resolve(start + "train-labels-idx1-ubyte.gz"), Written.idxLabels(0x801, 24, labels));
        Written.write(folder.resolve(start + "test-images-idx3-ubyte.gz"), Written.idxImages(0x803, 24, 2, 3, pixels));
        Written.write(folder.resolve(start + "test-labels-idx1-ubyte.gz"), Written.idxLabels(0x801, 24, labels));
        StringBuilder mapping = new StringBuilder();
        for (int letter = 1; letter <= 26; letter++) {
            mapping.append(letter)
                    .append(' ')
                    .append(64 + letter)
                    .append(' ')
                    .append(96 + letter)
                    .append('\n');
        }
        Files.writeString(folder.resolve(start + "mapping.txt"), mapping);
        DataSet data = open();
        assertEquals(26, data.classes().size());
        assertEquals("L", data.classes().get(data.train().labels().of(11)));
        assertEquals(new ImageShape(1, 3, 2), data.shape());
        byte[] upright = new byte[6];
        data.train().images().copy(0, upright, 0);
        assertArrayEquals(new byte[] {0, 0, 9, 0, 0, 0}, upright);
        Files.delete(folder.resolve(start + "mapping.txt"));
        assertEquals("12", open().classes().get(11));
        Files.copy(
                folder.resolve(start + "train-labels-idx1-ubyte.gz"),
                folder.resolve("gzip/emnist-digits-train-labels-idx1-ubyte.gz"));
        Problems.expect(folder.resolve("gzip"), "data.emnist.several", this::open);
        DataSet letters = new DataSources(folder, new ReadingOptions(false, "letters")).open(".", 0, 0, 1);
        assertEquals("12", letters.classes().get(11));
    }

    @Test
    void labelsAboveNineAreTakenWhereAFileNamesThem() throws IOException {
        Path idx = folder.resolve("idx");
        Written.idxPair(idx, "train-images-idx3-ubyte", "train-labels-idx1-ubyte", 20);
        byte[] labels = new byte[20];
        Arrays.setAll(new int[20], index -> labels[index] = (byte) (index % 12));
        Path file = Written.write(idx.resolve("train-labels-idx1-ubyte"), Written.idxLabels(0x801, 20, labels));
        Problems.expect(file, "data.label", () -> new DataSources(folder).open("idx", 0, 0, 1));
        Files.writeString(idx.resolve("classes.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n");
        FoundData found = new IdxFolder().read(idx);
        assertEquals("l", found.classes().get(found.train().labels().of(11)));
    }

    @Test
    void kuzushijiAndFashionAreKnownByTheirFolders() throws IOException {
        for (String name : List.of("kmnist", "fashion-mnist")) {
            Written.idxPair(folder.resolve(name), "train-images-idx3-ubyte", "train-labels-idx1-ubyte", 50);
        }
        DataSources sources = new DataSources(folder);
        assertEquals("tsu", sources.open("kmnist", 0, 0, 1).classes().get(3));
        assertEquals("Dress", sources.open("fashion-mnist", 0, 0, 1).classes().get(3));
    }

    @Test
    void svhnComesFromMatlabWithTenForZero() throws IOException {
        Files.createDirectories(folder.resolve("svhn"));
        Path train = svhn(folder.resolve("svhn/train_32x32.mat"), 12);
        svhn(folder.resolve("svhn/test_32x32.mat"), 3);
        DataSet data = new DataSources(folder).open("svhn", 0, 0, 1);
        assertEquals(new ImageShape(3, 4, 5), data.shape());
        assertArrayEquals(new int[] {1, 2, 9, 0}, new int[] {
            data.train().labels().of(0),
            data.train().labels().of(1),
            data.train().labels().of(8),
            data.train().labels().of(9)
        });
        byte[] pixels = new byte[60];
        data.train().images().copy(7, pixels, 0);
        // Row 1, column 2, blue of picture 7: 7 + 10 * row + column + 100 * channel, as a byte.
        assertEquals(7 + 10 + 2 + 200, pixels[2 * 20 + 5 + 2] & 0xFF);
        byte[] whole = Files.readAllBytes(train);
        Files.write(train, Arrays.copyOf(whole, whole.length / 2));
        Problems.expect(train, "data.mat", () -> new DataSources(folder).open("svhn", 0, 0, 1));
    }

    private static Path svhn(Path file, int count) throws IOException {
        Matrix pixels = Mat5.newMatrix(new int[] {4, 5, 3, count}, MatlabType.UInt8);
        Matrix labels = Mat5.newMatrix(count, 1);
        for (int index = 0; index < count; index++) {
            labels.setDouble(index, 1 + index % 10);
            for (int at = 0; at < 60; at++) {
                pixels.setInt(
                        new int[] {at % 4, at / 4 % 5, at / 20, index},
                        index + 10 * (at % 4) + at / 4 % 5 + 100 * (at / 20));
            }
        }
        try (MatFile mat = Mat5.newMatFile().addArray("X", pixels).addArray("y", labels)) {
            Mat5.writeToFile(mat, file.toFile());
        }
        return file;
    }

    private DataSet open() {
        return new DataSources(folder).open(".", 0, 0, 1);
    }
}
