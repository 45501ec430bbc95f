package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.metrics.AveragePrecision;
import org.fedlens.metrics.Junk;
import org.fedlens.metrics.Retrieval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated data: the same everywhere, varied, exact, and what lies in {@code sample-data} is what comes out. */
class GeneratedTest {
    @TempDir
    Path folder;

    @Test
    void streetsAreAsUnevenAsRealOnes() {
        ClassPixels pixels = ClassPixels.of(new StreetScenes(1, 0, 100, 72, 96), 11);
        double[] share = new double[11];
        for (int[] scene : pixels.counts()) {
            Arrays.setAll(share, label -> share[label] + scene[label] / (100.0 * 72 * 96));
        }
        List<String> classes = StreetScenes.CLASSES;
        for (String large : List.of("road", "building", "sky")) {
            assertTrue(share[classes.indexOf(large)] > 0.15, large + " " + Arrays.toString(share));
        }
        for (String small : List.of("pole", "sign", "fence", "pedestrian", "bicyclist")) {
            double own = share[classes.indexOf(small)];
            assertTrue(own > 0.001 && own < 0.03, small + " " + own);
        }
        double counted = Arrays.stream(share).sum();
        assertTrue(counted > 0.93 && counted < 0.99, "labelled " + counted);
    }

    @Test
    void sceneTakesItsNumberAloneAndComesBackThroughItsFolder() {
        Scene third = new StreetScenes(7, 0, 10, 48, 64).read(3);
        assertArrayEquals(
                third.image(), new StreetScenes(7, 3, 1, 48, 64).read(0).image());
        assertFalse(Arrays.equals(
                third.image(), new StreetScenes(8, 3, 1, 48, 64).read(0).image()));
        SampleFolders.streets(folder, 7, 5, 2, 48, 64);
        SegmentationSet set = SegmentationSources.open(folder, 0);
        assertEquals("CamVid", set.format());
        assertEquals(2, set.validation().count());
        assertArrayEquals(third.mask(), set.train().read(3).mask());
        assertArrayEquals(third.image(), set.train().read(3).image());
    }

    @Test
    void peopleAreFoundAgainMoreOftenThanByChanceButNotAlways() {
        SampleFolders.people(folder, new Wardrobe(1, 64, 32), SampleFolders.SITES);
        double[] found = SampleFolders.SITES.stream()
                .map(site -> ReIdSources.open(folder.resolve(site.name()), 0))
                .mapToDouble(GeneratedTest::rawPrecision)
                .toArray();
        ReIdSet station = ReIdSources.open(folder.resolve("station"), 0);
        assertEquals("Market-1501", station.format());
        assertEquals(16 * 4 * 3, station.train().size());
        assertEquals(8 * 4, station.query().size());
        assertTrue(found[0] > 0.2 && found[0] < 0.95, "mAP of raw pixels " + found[0]);
    }

    @Test
    void shapesAreBalancedInClassesAndDomainsAndHardForNeighbours() {
        DataSet set = new DataSources(folder).open("shapes-32", 0, 0, 1);
        assertEquals(4000, set.train().count());
        assertTrue(Arrays.stream(set.test().labels().histogram()).allMatch(count -> count == 100));
        for (int domain = 0; domain < 4; domain++) {
            int wanted = domain;
            int[] own = IntStream.range(0, 4000)
                    .filter(index -> ColourShapes.domain(index) == wanted)
                    .toArray();
            int[] histogram = set.train().labels().subset(own).histogram();
            assertTrue(Arrays.stream(histogram).allMatch(count -> count == 100));
        }
        double neighbour = NearestNeighbour.accuracy(set.train(), 0, 4000, set.test(), 0, 400);
        assertTrue(neighbour > 0.15 && neighbour < 0.7, "1-NN " + neighbour);
    }

    @Test
    void whatIsShippedIsWhatIsGenerated() {
        SegmentationSet streets = SegmentationSources.open(Path.of("sample-data/street-scenes"), 0);
        Scenes generated = new StreetScenes(1, 0, streets.train().count(), 72, 96);
        for (int index = 0; index < generated.count(); index += 7) {
            assertArrayEquals(
                    generated.read(index).image(),
                    find(streets.train(), generated.name(index)).image());
        }
        ReIdSet museum = ReIdSources.open(Path.of("sample-data/people/museum"), 0);
        Sighting first = museum.train().get(0);
        assertArrayEquals(
                new Wardrobe(1, 64, 32).picture(3, first.identity(), first.camera(), 0),
                Pictures.read(first.image(), 64, 32));
        assertTrue(Files.isRegularFile(Path.of("sample-data/street-scenes/README.md")));
    }

    private static Scene find(Scenes scenes, String name) {
        return IntStream.range(0, scenes.count())
                .filter(index -> scenes.name(index).endsWith(name + ".png"))
                .mapToObj(scenes::read)
                .findFirst()
                .orElseThrow();
    }

    private static double rawPrecision(ReIdSet set) {
        return Retrieval.of(features(set.query()), features(set.gallery()), Junk.LEFT_OUT, AveragePrecision.STEP)
                .meanPrecision();
    }

    private static Retrieval.Features features(List<Sighting> part) {
        return new Retrieval.Features(
                part.stream()
                        .map(sighting -> centred(Pictures.read(sighting.image(), 64, 32)))
                        .toArray(float[][]::new),
                part.stream().mapToInt(Sighting::identity).toArray(),
                part.stream().mapToInt(Sighting::camera).toArray());
    }

    private static float[] centred(byte[] pixels) {
        float[] vector = new float[pixels.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (pixels[i] & 0xFF) - 128;
        }
        return vector;
    }
}
