package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Latest;
import org.fedlens.federated.Personalization;
import org.fedlens.federated.Traffic;
import org.fedlens.text.Problem;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;
import org.fedlens.weights.WeightsFile;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the generated people: PAV-1, PAV-2 and what a run must tell. */
class ReIdRunTest {
    @TempDir
    Path folder;

    /** Four unequal sites, few rounds. */
    static Experiment people(String algorithm, Map<String, Object> changes) {
        Map<String, Object> tree = ExperimentFile.parse(
                """
                fedlens: 1
                name: People
                seed: 5
                data: {source: people, height: 32, width: 16}
                partition: {scheme: site, clients: 4}
                model: {name: small-resnet, channels: 4}
                training: {rounds: 2, batch: 8}
                """,
                "people");
        tree = ExperimentFile.with(tree, "algorithm.name", algorithm);
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            tree = ExperimentFile.with(tree, change.getKey(), change.getValue());
        }
        return ExperimentFile.require(tree);
    }

    static Weights weights(Path run, String file) throws Exception {
        String round = Checkpoints.last(run).orElseThrow().weights();
        return WeightsFile.read(run.resolve("weights").resolve(round).resolve(file));
    }

    private static boolean classifies(Slot slot) {
        return slot.part() == Part.HEAD;
    }

    @Test
    @DisplayName("PAV-1 classifiers never travel and may differ in shape")
    void classifiersStayAtHomeAndDifferInShape() throws Exception {
        Runs.Told told = Runs.play(people("FedReID", Map.of()), folder.resolve("run"), 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        Weights global = weights(told.folder(), "global.weights");
        assertTrue(global.layout().slots().stream().noneMatch(ReIdRunTest::classifies));
        for (int client = 0; client < 4; client++) {
            Weights own = weights(told.folder(), "client-00" + client + "-own.weights");
            Slot classifier = own.layout().slots().stream()
                    .filter(ReIdRunTest::classifies)
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of(16, 10, 6, 4).get(client), classifier.shape().get(0));
        }
        long perClient = 4L * global.size();
        told.all(RunEvent.ClientDone.class).forEach(done -> assertEquals(perClient, done.bytes()));
    }

    @Test
    void everyEdgeIsTriedOnItsOwnPlaceAndTheMeanIsTold() throws Exception {
        Runs.Told told = Runs.play(people("FedReID", Map.of("evaluation.flip", true)), folder.resolve("run"), 2);
        RunEvent.Evaluated last = told.all(RunEvent.Evaluated.class)
                .get(told.all(RunEvent.Evaluated.class).size() - 1);
        for (String metric : List.of("map", "map-step", "rank-1", "rank-5", "rank-10")) {
            double mean = last.measures().stream()
                    .filter(m -> m.metric().equals("served-" + metric))
                    .mapToDouble(Measure::value)
                    .average()
                    .orElseThrow();
            assertEquals(mean, last.global(metric), 1e-9, metric);
            assertEquals(
                    4,
                    last.measures().stream()
                            .filter(m -> m.client() >= 0 && m.metric().equals(metric))
                            .count());
        }
        assertTrue(last.global("rank-1") <= last.global("rank-5"));
        assertEquals((192 / 8 + 90 / 8 + 54 / 8 + 24 / 8) * 8, last.global("samples-processed"));
    }

    @Test
    @DisplayName("PAV-2 with one client federated learning is local learning")
    void withOneClientFederatedLearningIsLocalLearning() throws Exception {
        Map<String, Object> one = Map.of("partition.scheme", "identity", "partition.clients", 1);
        Runs.Told federated = Runs.play(people("FedReID", one), folder.resolve("federated"), 1);
        Weights global = weights(federated.folder(), "global.weights");
        Weights own = weights(federated.folder(), "client-000-own.weights");
        assertEquals(global, own.only(slot -> !classifies(slot)));
        Experiment together = people("FedReID", one);
        Experiment apart = together.with(together.algorithm()
                .with(new Exchange(Traffic.NOTHING, new Personalization.Keep()))
                .with(new Latest()));
        Runs.Told alone = Runs.play(apart, folder.resolve("alone"), 1);
        assertEquals(own, weights(alone.folder(), "client-000-own.weights"));
    }

    @Test
    void aMethodThatAveragesClassifiersIsRefused() throws Exception {
        Problem problem = Assertions.assertThrows(Problem.class, () -> Prepared.of(people("FedAvg", Map.of()), folder));
        assertEquals("algorithm.sendsClassifier", problem.reason().key());
        assertFalse(problem.getMessage().isBlank());
    }

    @Test
    void standaloneAndPooledLearningAreBaselines() throws Exception {
        Runs.Told alone = Runs.play(people("LocalOnly", Map.of()), folder.resolve("alone"), 2);
        Runs.Told pooled = Runs.play(people("Centralised", Map.of()), folder.resolve("pooled"), 2);
        assertEquals(RunEvent.Outcome.FINISHED, alone.end().outcome());
        assertEquals(RunEvent.Outcome.FINISHED, pooled.end().outcome());
        assertNotEquals(
                alone.all(RunEvent.Evaluated.class).get(2).global("map"),
                pooled.all(RunEvent.Evaluated.class).get(2).global("map"));
    }

    @Test
    void anyNumberOfWorkersGivesTheSameBits() throws Exception {
        Runs.play(people("FedReID", Map.of()), folder.resolve("one"), 1);
        Runs.play(people("FedReID", Map.of()), folder.resolve("four"), 4);
        assertEquals(
                Files.readString(folder.resolve("one/metrics.csv")),
                Files.readString(folder.resolve("four/metrics.csv")));
    }

    @Test
    void whoeverLearnedMoreCountsMoreWhereChangeIsTheWeight() throws Exception {
        Runs.Told told =
                Runs.play(people("FedReID", Map.of("algorithm.weighting", "change")), folder.resolve("change"), 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        List<Double> turns = told.all(RunEvent.Evaluated.class).stream()
                .flatMap(evaluated -> evaluated.measures().stream())
                .filter(m -> m.client() >= 0 && m.metric().equals("turn"))
                .map(Measure::value)
                .toList();
        assertEquals(8, turns.size());
        assertTrue(turns.stream().allMatch(turn -> turn > 0 && turn < 2), turns::toString);
        long perClient = 4L * weights(told.folder(), "global.weights").size();
        // One number more travels.
        told.all(RunEvent.ClientDone.class).forEach(done -> assertEquals(perClient + 4, done.bytes()));
        Runs.Told plain = Runs.play(people("FedReID", Map.of()), folder.resolve("plain"), 2);
        assertNotEquals(weights(plain.folder(), "global.weights"), weights(told.folder(), "global.weights"));
    }

    @Test
    void changeIsNoWeightForMasks() {
        Experiment scenes = Runs.small("FedSeg", Map.of("algorithm.weighting", "change"));
        Problem problem = Assertions.assertThrows(Problem.class, () -> Prepared.of(scenes, folder));
        assertEquals("algorithm.noTurns", problem.reason().key());
    }
}
