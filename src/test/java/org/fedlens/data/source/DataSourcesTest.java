package org.fedlens.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.NearestNeighbour;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.fedlens.data.read.FoundData;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesTest {
    @TempDir
    Path folder;

    @Test
    void theDigitsAreBuiltIn() {
        DataSources sources = new DataSources(folder);
        assertEquals(List.of("digits-8x8", "shapes-32", "people", "street-scenes"), sources.builtIn());
        DataSet digits = sources.open("digits-8x8", 0, 0, 7);
        assertEquals(1438, digits.train().count());
        assertEquals(359, digits.test().count());
        assertEquals(new ImageShape(1, 8, 8), digits.shape());
        assertEquals("digits-8x8", digits.name());
    }

    @Test
    void theSameSeedOpensTheSameDataAndAnotherSeedSplitsAnew() {
        DataSources sources = new DataSources(folder);
        String hash = sources.open("digits-8x8", 500, 100, 7).hash();
        assertEquals(hash, sources.open("digits-8x8", 500, 100, 7).hash());
        assertNotEquals(hash, sources.open("digits-8x8", 500, 100, 8).hash());
    }

    @Test
    void aLimitKeepsSoManyPicturesAndAGenerousOneKeepsAll() {
        DataSources sources = new DataSources(folder);
        DataSet some = sources.open("digits-8x8", 500, 100, 7);
        assertEquals(500, some.train().count());
        assertEquals(100, some.test().count());
        assertTrue(Arrays.stream(some.train().labels().histogram()).allMatch(count -> count > 20));
        DataSet all = sources.open("digits-8x8", 1_000_000, 359, 7);
        assertEquals(sources.open("digits-8x8", 0, 0, 7).hash(), all.hash());
    }

    @Test
    void theTestPartDoesNotDependOnTheTrainingLimit() {
        DataSources sources = new DataSources(folder);
        LabelledImages one = sources.open("digits-8x8", 10, 50, 7).test();
        LabelledImages other = sources.open("digits-8x8", 1000, 50, 7).test();
        DataSet a = DataSet.of("a", FoundData.DIGITS, one, one);
        assertEquals(a.hash(), DataSet.of("b", FoundData.DIGITS, other, other).hash());
    }

    @Test
    void picturesKeepTheirLabelsThroughSplitAndLimit() {
        DataSet digits = new DataSources(folder).open("digits-8x8", 1000, 300, 3);
        double accuracy = NearestNeighbour.accuracy(digits.train(), 0, 1000, digits.test(), 0, 300);
        assertTrue(accuracy > 0.95, "1-NN " + accuracy);
    }

    @Test
    void aRelativePathStartsFromTheBaseAndAnAbsoluteOneDoesNot() throws IOException {
        Written.idxPair(folder.resolve("here"), "train-images-idx3-ubyte", "train-labels-idx1-ubyte", 50);
        String hash = new DataSources(folder).open("here", 0, 0, 1).hash();
        assertEquals(
                hash,
                new DataSources(folder.resolve("elsewhere"))
                        .open("../here", 0, 0, 1)
                        .hash());
        String absolute = folder.resolve("here").toAbsolutePath().toString();
        assertEquals(hash, new DataSources(Path.of(".")).open(absolute, 0, 0, 1).hash());
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        DataSources sources = new DataSources(folder);
        Problem problem = Problems.expect("data.source", "data.noFolder", () -> sources.open("nowhere", 0, 0, 1));
        assertTrue(problem.getMessage().contains("digits-8x8"));
        Problems.expect("data.source", "data.noSource", () -> sources.open(" ", 0, 0, 1));
        Problems.expect("data.source", "data.noPath", () -> sources.open("a\0b", 0, 0, 1));
    }

    @Test
    void aFileInPlaceOfAFolderIsRefused() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        Problems.expect("data.source", "data.notAFolder", () -> new DataSources(folder).open("file", 0, 0, 1));
    }

    @Test
    void aFolderOfNothingKnownIsToldWhatWouldBeKnown() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "x");
        Files.createDirectory(folder.resolve("empty"));
        Problem problem =
                Problems.expect(folder, "data.unrecognised", () -> new DataSources(folder).open(".", 0, 0, 1));
        for (String known : List.of("train-images-idx3-ubyte", "data_batch_1.bin", ".csv", "PNG", "digits-8x8")) {
            assertTrue(problem.getMessage().contains(known), problem.getMessage());
        }
    }

    @Test
    void tooFewPicturesToSplitAreRefused() throws IOException {
        Written.idxPair(folder, "train-images-idx3-ubyte", "train-labels-idx1-ubyte", 10);
        Problems.expect(folder, "data.fewForTest", () -> new DataSources(folder).open(".", 0, 0, 1));
    }

    @Test
    void aNegativeLimitIsRefused() {
        Problems.expect("data.train", "data.limit", () -> new DataSources(folder).open("digits-8x8", -1, 0, 1));
        Problems.expect("data.test", "data.limit", () -> new DataSources(folder).open("digits-8x8", 0, -1, 1));
    }
}
