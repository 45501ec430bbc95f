package org.fedlens.experiment.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.fedlens.experiment.run.ReIdRunTest;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong about a re-identification experiment is told before it starts: where, why, and what to do. */
class ReIdBadInputTest {
    @TempDir
    Path folder;

    private void refused(Experiment experiment, String where, String reason, String... named) {
        Problem problem = assertThrows(Problem.class, () -> PreparedExperiment.of(experiment, folder));
        assertEquals(reason, problem.reason().key(), problem::getMessage);
        assertEquals(where, problem.where(), problem::getMessage);
        for (String language : List.of("en", "zh-CN")) {
            Words words = Words.forTag(language);
            assertTrue(words.knows(problem.remedy().key()), problem.remedy()::key);
            String said = problem.say(words);
            assertFalse(said.contains("{") || said.contains("null"), said);
            for (String name : named) {
                assertTrue(said.contains(name), said);
            }
        }
    }

    private void picture(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(16, 32, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    private static Experiment set() {
        return ReIdRunTest.people("FedReID", Map.of("data.source", "set", "partition.clients", 1));
    }

    @Test
    void aCameraThatCannotBeReadFromTheNameIsNamedWithItsFile() throws IOException {
        for (String part : List.of("bounding_box_train", "bounding_box_test", "query")) {
            picture("set/" + part + "/0001_c1s1_000001_00.png");
        }
        picture("set/query/0001_cs1_000001_00.png");
        refused(set(), folder.resolve("set/query/0001_cs1_000001_00.png").toString(), "data.sighting", "c1");
    }

    @Test
    void queriesWithoutAnyRightPictureOfAnotherCameraAreRefusedIfTheyAreAll() throws IOException {
        picture("set/bounding_box_train/0001_c1s1_000001_00.png");
        picture("set/bounding_box_train/0002_c1s1_000001_00.png");
        picture("set/query/0001_c1s1_000001_00.png");
        picture("set/bounding_box_test/0001_c1s1_000002_00.png");
        picture("set/bounding_box_test/0002_c2s1_000001_00.png");
        refused(set(), folder.resolve("set").toString(), "data.noAnswer");
        // One that can be answered is enough; the other is left out and told.
        picture("set/query/0002_c1s1_000001_00.png");
        PreparedExperiment prepared = PreparedExperiment.of(
                ReIdRunTest.people(
                        "FedReID", Map.of("data.source", "set", "partition.clients", 1, "training.batch", 2)),
                folder);
        assertEquals("data.unanswered", prepared.data().notes().get(0).key());
        assertEquals(1, prepared.searches().get(0).answerable());
    }

    @Test
    void anEdgeWithFewerImagesThanABatchIsNamed() {
        refused(
                ReIdRunTest.people("FedBUC", Map.of("training.batch", 32)),
                "training.batch",
                "training.noBatch",
                "museum",
                "24",
                "32");
    }

    @Test
    void anEdgeWithOneIdentityIsNamed() {
        Map<String, Object> crumbs = Map.of("partition.scheme", "identity", "partition.clients", 30);
        refused(ReIdRunTest.people("FedBUC", crumbs), "partition.clients", "partition.oneIdentity");
    }

    @Test
    void aProfilerThatCanFindNoBestRoundIsRefused() {
        Map<String, Object> little = Map.of("algorithm.profileShare", 0.04);
        refused(
                ReIdRunTest.people("FedUReID", little),
                "algorithm.profileShare",
                "profiler.mergesNothing",
                "museum",
                "24",
                "0.042");
        PreparedExperiment.of(ReIdRunTest.people("FedUReID", Map.of("algorithm.profileShare", 0.042)), folder);
        // Nobody is profiled where all merge the same share.
        PreparedExperiment.of(ReIdRunTest.people("FedBUC", little), folder);
    }

    @Test
    void weightsThatAreNotThereAreAsked() {
        Map<String, Object> missing = Map.of(
                "data.width",
                32,
                "model.name",
                "resnet-50-photo",
                "model.channels",
                4,
                "model.weights",
                "nowhere.safetensors");
        refused(ReIdRunTest.people("FedReID", missing), "model.weights", "file.missing");
    }
}
