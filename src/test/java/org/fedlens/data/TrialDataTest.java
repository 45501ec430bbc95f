package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fedlens.data.read.DigitsCsv;
import org.fedlens.data.read.IdxFolder;
import org.fedlens.data.source.DataSources;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Reference numbers of real data sets; skipped where the folder {@code -Dtrial.data} does not hold them. */
class TrialDataTest {
    private static final Path ROOT = Path.of(System.getProperty("trial.data", "../shared/data"));

    @Test
    void fashionMnistHasItsPublishedMeanAndDeviation() {
        DataSet data = open("fashion-mnist");
        assertEquals(60_000, data.train().count());
        assertEquals(10_000, data.test().count());
        assertEquals(0.2860f, data.normalization().mean()[0], 0.00005f);
        assertEquals(0.3530f, data.normalization().deviation()[0], 0.00005f);
        assertEquals("Sneaker", data.classes().get(7));
        for (int count : data.train().labels().histogram()) {
            assertEquals(6000, count);
        }
        assertEquals(0.807, NearestNeighbour.accuracy(data.train(), 0, 10_000, data.test(), 0, 2000), 0.0005);
    }

    @Test
    void theMnistTestFilesAloneAreSplit() {
        DataSet data = open("mnist-t10k");
        assertEquals(10_000, data.train().count() + data.test().count());
        assertEquals(2000, data.test().count(), 5);
        assertEquals(new ImageShape(1, 28, 28), data.shape());
        LabelledImages all = new IdxFolder().read(ROOT.resolve("mnist-t10k")).train();
        assertEquals(0.968, NearestNeighbour.accuracy(all, 0, 8000, all, 8000, 10_000), 0.0005);
    }

    @Test
    void cifarHasTheMeansOfItsFirstBatch() {
        DataSet data = open("cifar10");
        assertEquals(10_000, data.train().count());
        assertEquals(2000, data.test().count());
        assertArrayEquals(
                new float[] {0.4934f, 0.4831f, 0.4470f}, data.normalization().mean(), 0.00005f);
        assertEquals("truck", data.classes().get(9));
        assertEquals(0.281, NearestNeighbour.accuracy(data.train(), 0, 10_000, data.test(), 0, 2000), 0.0005);
    }

    @Test
    void theDigitsInAFolderAreTheBuiltInOnes() {
        DataSet data = open("digits-8x8");
        assertEquals(new DataSources(ROOT).open("digits-8x8", 0, 0, 7).hash(), data.hash());
        LabelledImages all = new DigitsCsv().read(ROOT.resolve("digits-8x8")).train();
        assertEquals(0.960, NearestNeighbour.accuracy(all, 0, 1400, all, 1400, 1797), 0.0005);
    }

    private static DataSet open(String name) {
        Path folder = ROOT.resolve(name);
        Assumptions.assumeTrue(
                Files.isDirectory(folder), () -> "The trial data " + name + " is missing: there is no " + folder);
        return new DataSources(ROOT).open("./" + name, 0, 0, 7);
    }
}
