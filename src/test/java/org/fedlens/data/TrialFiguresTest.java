package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.fedlens.metrics.AveragePrecision;
import org.fedlens.metrics.Confusion;
import org.fedlens.metrics.Junk;
import org.fedlens.metrics.Retrieval;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Reference figures of real scenes and real sightings, through our readers and our metrics, to the third decimal;
 * skipped where the folder {@code -Dtrial.data} does not hold them.
 */
class TrialFiguresTest {
    private static final Path ROOT = Path.of(System.getProperty("trial.data", "../shared/data"));
    private static final double THIRD_DECIMAL = 0.0005;

    @Test
    void theMostFrequentClassOfEveryPlaceReachesItsFigureOnCamVid() {
        SegmentationSet set = SegmentationSources.open(folder("camvid"), 1);
        assertEquals("CamVid", set.format());
        assertEquals(367, set.train().count());
        assertEquals(101, set.validation().count());
        int classes = set.classes().size();
        int[] counts = new int[180 * 240 * classes];
        for (int index = 0; index < set.train().count(); index++) {
            byte[] mask = set.train().read(index).mask();
            for (int place = 0; place < mask.length; place++) {
                int label = mask[place] & 0xFF;
                if (label != SegmentationSet.IGNORE) {
                    counts[place * classes + label]++;
                }
            }
        }
        byte[] prior = new byte[180 * 240];
        for (int place = 0; place < prior.length; place++) {
            for (int label = 1; label < classes; label++) {
                if (counts[place * classes + label] > counts[place * classes + prior[place]]) {
                    prior[place] = (byte) label;
                }
            }
        }
        byte[] road = new byte[prior.length];
        Arrays.fill(road, (byte) set.classes().indexOf("road"));
        Confusion byPlace = new Confusion(classes);
        Confusion allRoad = new Confusion(classes);
        for (int index = 0; index < set.validation().count(); index++) {
            byte[] mask = set.validation().read(index).mask();
            byPlace.add(mask, prior);
            allRoad.add(mask, road);
        }
        assertEquals(0.167, byPlace.meanIou(), THIRD_DECIMAL);
        assertEquals(0.591, byPlace.accuracy(), THIRD_DECIMAL);
        assertEquals(0.027, allRoad.meanIou(), THIRD_DECIMAL);
        assertEquals(0.296, allRoad.accuracy(), THIRD_DECIMAL);
    }

    @Test
    void rawPixelsFindTheirLikeAsOftenAsTheyShould() {
        Retrieval raw = retrieval(file -> {
            byte[] pixels = Pictures.read(file, 32, 32);
            float[] vector = new float[pixels.length];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = pixels[i] & 0xFF;
            }
            return vector;
        });
        assertEquals(0.608, raw.meanPrecision(), THIRD_DECIMAL);
        assertEquals(0.803, raw.cmc(1), THIRD_DECIMAL);
    }

    @Test
    void coloursFindTheirLikeAsOftenAsTheyShould() {
        Retrieval colours = retrieval(TrialFiguresTest::histogram);
        assertEquals(0.917, colours.meanPrecision(), THIRD_DECIMAL);
        assertEquals(0.962, colours.cmc(1), THIRD_DECIMAL);
    }

    @Test
    void theObjectsAreCountedAsTheirPageSays() {
        ReIdSet set = ReIdSources.open(folder("reid-coil100"), 1);
        assertEquals("Market-1501", set.format());
        assertEquals(1056, set.train().size());
        assertEquals(132, set.query().size());
        assertEquals(1004, set.gallery().size());
        assertEquals(33, ReIdSet.identities(set.train()));
        assertEquals(33, ReIdSet.identities(set.gallery()));
        assertEquals(64, count(set.gallery(), Sighting.DISTRACTOR));
        assertEquals(16, count(set.gallery(), Sighting.JUNK));
    }

    @Test
    void camVidIsSplitByClassAndEveryClientSeesSomething() {
        SegmentationSet set = SegmentationSources.open(folder("camvid"), 1);
        List<ErasedClient> clients = new ClassSplit(1, 2, 100).deal(ClassPixels.of(set.train(), 11), 1);
        assertEquals(22, clients.size());
        assertEquals(
                367, clients.stream().mapToInt(client -> client.scenes().length).sum());
        assertEquals(0, clients.stream().mapToInt(ErasedClient::blind).sum());
    }

    @Test
    void theCheckTellsTheMeansOfCifarAndFindsNothingWrong() {
        DataReport report = DataCheck.of(folder("cifar10"));
        assertEquals(0.4934, report.means().get(0), 0.00005);
        assertEquals(0.4831, report.means().get(1), 0.00005);
        assertEquals(0.4470, report.means().get(2), 0.00005);
        assertEquals(0, report.unusable());
    }

    private static long count(List<Sighting> part, int identity) {
        return part.stream().filter(sighting -> sighting.identity() == identity).count();
    }

    private static Retrieval retrieval(Function<Path, float[]> feature) {
        ReIdSet set = ReIdSources.open(folder("reid-coil100"), 1);
        return Retrieval.of(
                features(set.query(), feature), features(set.gallery(), feature), Junk.LEFT_OUT, AveragePrecision.STEP);
    }

    private static Retrieval.Features features(List<Sighting> part, Function<Path, float[]> feature) {
        return new Retrieval.Features(
                part.stream().map(sighting -> feature.apply(sighting.image())).toArray(float[][]::new),
                part.stream().mapToInt(Sighting::identity).toArray(),
                part.stream().mapToInt(Sighting::camera).toArray());
    }

    /**
     * Square roots of an 8 x 8 x 8 histogram over hue, saturation and value, 0 to 255 each, of the object's pixels. The
     * page of the data leaves open what an object's pixel is and at which size it is taken. This reading, pictures of
     * 32 x 32 as for the raw pixels and values above 32, was found by trying: it meets both figures.
     */
    private static float[] histogram(Path file) {
        byte[] pixels = Pictures.read(file, 32, 32);
        int plane = pixels.length / 3;
        float[] bins = new float[512];
        float[] hsv = new float[3];
        for (int i = 0; i < plane; i++) {
            Color.RGBtoHSB(pixels[i] & 0xFF, pixels[plane + i] & 0xFF, pixels[2 * plane + i] & 0xFF, hsv);
            if (Math.round(hsv[2] * 255) > 32) {
                bins[bin(hsv[0]) * 64 + bin(hsv[1]) * 8 + bin(hsv[2])]++;
            }
        }
        for (int i = 0; i < bins.length; i++) {
            bins[i] = (float) Math.sqrt(bins[i]);
        }
        return bins;
    }

    private static int bin(float share) {
        return (int) (share * 255 + 1e-3f) / 32;
    }

    private static Path folder(String name) {
        Path folder = ROOT.resolve(name);
        Assumptions.assumeTrue(
                Files.isDirectory(folder), () -> "The trial data " + name + " is missing: there is no " + folder);
        return folder;
    }
}
