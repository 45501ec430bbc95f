package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Masks;
import org.fedlens.data.SegmentationSet;
import org.fedlens.text.Problem;
import org.fedlens.weights.Weights;
import org.fedlens.weights.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Federations that learn from masks: SPLIT tests on whole experiments, equivalences, figures and refusals. */
class SceneRunTest {
    @TempDir
    Path folder;

    private static Experiment scenes(String method, Object... changes) {
        Map<String, Object> all = changes(changes);
        all.putIfAbsent("training.rounds", 2);
        all.putIfAbsent("training.participation", 0.2);
        return Runs.small(method, all);
    }

    private Weights model(Experiment experiment, String name) throws Exception {
        Path run = folder.resolve(name);
        Runs.Told told = Runs.play(experiment, run, 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome(), () -> "" + told.refused() + told.crashed());
        String weights = Checkpoints.last(run).orElseThrow().weights();
        return WeightsFile.read(run.resolve("weights").resolve(weights).resolve("global.weights"));
    }

    @Test
    void eachClientSeesItsOwnClassesAndEveryPixelOfThem() {
        for (int keep : new int[] {1, 2}) {
            Prepared prepared = Prepared.of(scenes("FedSeg", "partition.keep", keep), folder);
            LabelledImages all = prepared.data().train();
            int held = 0;
            for (int client = 0; client < prepared.clients().size(); client++) {
                LabelledImages own = prepared.clients().get(client);
                boolean[] present = own.present();
                int seen = 0;
                for (boolean label : present) {
                    seen += label ? 1 : 0;
                }
                assertTrue(seen >= 1 && seen <= keep);
                assertTrue(present[client]);
                held += own.count();
                byte[] erased = mask(own.masks().orElseThrow(), 0);
                byte[] whole = mask(all.masks().orElseThrow(), prepared.held().get(client)[0]);
                for (int at = 0; at < erased.length; at++) {
                    int label = erased[at] & 0xFF;
                    assertTrue(label == SegmentationSet.IGNORE || label == (whole[at] & 0xFF));
                    assertFalse(label < present.length && !present[label]);
                }
            }
            assertEquals(all.count(), held);
        }
    }

    private static byte[] mask(Masks masks, int index) {
        byte[] mask = new byte[masks.pixels().shape().size()];
        masks.pixels().copy(index, mask, 0);
        return mask;
    }

    @Test
    void whereNobodyErasesBackCrossEntropyIsCrossEntropyBitForBit() throws Exception {
        Object[] whole = {"partition.scheme", "iid", "partition.clients", 6};
        Weights back = model(scenes("FedAvg-BackCE", whole), "back");
        Map<String, Object> tree = ExperimentFile.tree(scenes("FedAvg-BackCE", whole));
        Weights plain = model(ExperimentFile.require(ExperimentFile.with(tree, "algorithm.name", "FedAvg")), "plain");
        assertArrayEquals(numbers(plain), numbers(back));
    }

    private static float[] numbers(Weights weights) {
        float[] values = new float[weights.size()];
        weights.all().get(values);
        return values;
    }

    @Test
    void figuresAreMeanIouAndOneForEachClassAndClient() throws Exception {
        Runs.Told told = Runs.play(scenes("FedAvg-BackCE", "system.dropOut", 0.0), folder.resolve("run"), 2);
        List<RunEvent.Evaluated> evaluated = told.all(RunEvent.Evaluated.class);
        RunEvent.Evaluated last = evaluated.get(evaluated.size() - 1);
        double miou = last.global("miou");
        assertTrue(miou > 0 && miou < 1);
        assertEquals(last.global("accuracy"), last.global("pixel-accuracy"));
        double[] each = last.measures().stream()
                .filter(measure -> measure.metric().startsWith("iou-"))
                .mapToDouble(Measure::value)
                .toArray();
        assertEquals(Arrays.stream(each).average().orElseThrow(), miou, 1e-9);
        assertTrue(last.measures().stream()
                .anyMatch(m -> m.client() >= 0 && m.metric().equals("served-miou")));
        assertTrue(last.measures().stream()
                .anyMatch(m -> m.client() >= 0 && m.metric().equals("miou")));
        List<Integer> first = told.all(RunEvent.Started.class).get(0).clients().get(0);
        assertEquals(10, first.stream().filter(count -> count == 0).count());
    }

    @Test
    void whatCannotWorkIsRefusedBeforeAnythingIsWritten() {
        expect("partition.clients", scenes("FedAvg-BackCE", "partition.clients", 12));
        expect("data.height", scenes("FedAvg-BackCE", "model.name", "bisenetv2", "data.height", 33));
        expect("data.height", scenes("FedAvg-BackCE", "data.height", 16));
        expect("model.name", scenes("FedAvg-BackCE", "model.name", "small-cnn"));
        expect(
                "training.batch",
                scenes("FedAvg-BackCE", "training.batch", 1, "model.name", "bisenetv2", "data.width", 64));
        expect("algorithm.name", scenes("FedSeg", "data.source", "digits-8x8"));
        expect("model.name", Runs.small("FedAvg", Map.of("model.name", "small-unet")));
    }

    @Test
    void oneSceneIsABatchForAHeadOnPixels() throws Exception {
        Weights learned = model(scenes("FedSeg", "training.batch", 1, "training.rounds", 1), "one");
        for (float value : numbers(learned)) {
            assertTrue(Float.isFinite(value));
        }
    }

    private static Object[] window(int rows, int columns, Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "training.augmentation.name",
                "scale-crop",
                "training.augmentation.cropHeight",
                rows,
                "training.augmentation.cropWidth",
                columns));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @Test
    void windowsTrainAnyPicturesAndGiveTheSameBitsForAnyWorkers() throws Exception {
        // Pictures of 36 rows are no multiple of 8; with windows only those have to be.
        Experiment experiment = scenes("FedSeg", window(40, 24, "data.height", 36, "training.rounds", 3));
        Prepared prepared = Prepared.of(experiment, folder);
        assertEquals(24, prepared.network().input().width());
        assertEquals(
                List.of("crop.pads"),
                prepared.notes().stream().map(note -> note.key()).toList());
        Map<Integer, Weights> models = new HashMap<>();
        for (int workers : new int[] {1, 2}) {
            Path run = folder.resolve("workers-" + workers);
            Runs.Told told = Runs.play(experiment, run, workers);
            assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome(), () -> "" + told.refused() + told.crashed());
            List<RunEvent.Evaluated> evaluated = told.all(RunEvent.Evaluated.class);
            assertTrue(evaluated.get(evaluated.size() - 1).global("miou") > 0);
            String weights = Checkpoints.last(run).orElseThrow().weights();
            models.put(
                    workers,
                    WeightsFile.read(run.resolve("weights").resolve(weights).resolve("global.weights")));
        }
        assertEquals(models.get(1), models.get(2));
    }

    @Test
    void windowsOfTheWholePictureChangeNothingBitForBit() throws Exception {
        Object[] whole = window(
                32,
                48,
                "training.augmentation.smallestScale",
                1,
                "training.augmentation.largestScale",
                1,
                "training.augmentation.mirrored",
                0);
        assertArrayEquals(
                numbers(model(scenes("FedAvg-BackCE"), "none")), numbers(model(scenes("FedAvg-BackCE", whole), "all")));
    }

    @Test
    void windowsThatCannotWorkAreRefusedByName() {
        expect("training.augmentation.cropHeight", scenes("FedSeg", window(30, 24)));
        expect("training.augmentation.cropWidth", scenes("FedSeg", window(32, 80)));
        expect("training.augmentation.cropWidth", scenes("FedSeg", window(32, 48, "model.name", "bisenetv2")));
        expect("training.augmentation.name", Runs.small("FedAvg", changes(window(8, 8))));
        Problem problem = assertThrows(
                Problem.class, () -> scenes("FedSeg", window(32, 24, "training.augmentation.smallestScale", 3)));
        assertTrue(problem.getMessage().contains("smallestScale"), problem.getMessage());
    }

    private static Map<String, Object> changes(Object... pairs) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put((String) pairs[i], pairs[i + 1]);
        }
        return all;
    }

    @Test
    void aClientOfOneSceneIsRefusedOnlyWhereTheNetworkNeedsTwo() {
        Object[] one = {"partition.scheme", "iid", "partition.clients", 6, "data.train", 6, "data.width", 64};
        Experiment small = scenes("FedAvg-BackCE", one);
        assertEquals(1, Prepared.of(small, folder).clients().get(5).count());
        Experiment paired =
                ExperimentFile.require(ExperimentFile.with(ExperimentFile.tree(small), "model.name", "bisenetv2"));
        Problem problem = assertThrows(Problem.class, () -> Prepared.of(paired, folder));
        assertEquals("partition.clients", problem.where());
        assertEquals("model.clientOfOne", problem.reason().key());
    }

    @Test
    void aMaskWithAnUnknownValueEndsTheRunBeforeItsFolderExists() throws Exception {
        for (String part : List.of("train", "val")) {
            for (int scene = 0; scene < 3; scene++) {
                picture(BufferedImage.TYPE_INT_RGB, part + "/" + scene + ".png", 0x80);
                picture(BufferedImage.TYPE_BYTE_GRAY, part + "annot/" + scene + ".png", scene);
            }
        }
        Experiment experiment = scenes(
                "FedAvg-BackCE",
                "data.source",
                folder.resolve("set").toString(),
                "data.train",
                0,
                "data.test",
                0,
                "partition.scheme",
                "iid",
                "partition.clients",
                1);
        assertEquals(3, Prepared.of(experiment, folder).data().train().count());
        picture(BufferedImage.TYPE_BYTE_GRAY, "trainannot/2.png", 57);
        Problem problem = assertThrows(Problem.class, () -> Prepared.of(experiment, folder));
        assertTrue(problem.where().endsWith("2.png"), problem::where);
        assertEquals("data.mask.value", problem.reason().key());
        Path run = folder.resolve("refused");
        assertEquals(
                "data.mask.value",
                Runs.play(experiment, run, 1).refused().orElseThrow().reason().key());
        assertFalse(Files.exists(run));
    }

    private void picture(int type, String name, int value) throws IOException {
        BufferedImage image = new BufferedImage(48, 32, type);
        int[] pixels = new int[image.getRaster().getNumBands() * 48 * 32];
        Arrays.fill(pixels, value);
        image.getRaster().setPixels(0, 0, 48, 32, pixels);
        Path file = folder.resolve("set").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private void expect(String place, Experiment experiment) {
        Problem problem = assertThrows(Problem.class, () -> Prepared.of(experiment, folder));
        assertEquals(place, problem.where(), problem::getMessage);
    }
}
