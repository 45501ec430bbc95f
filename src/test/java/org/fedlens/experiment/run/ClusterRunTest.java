package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.store.Checkpoints;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UREID-2, UREID-3, UREID-5 and UREID-6 on the generated people, and the switches of FedUReID. */
class ClusterRunTest {
    private static final Map<String, Object> SHORT = Map.of(
            "algorithm.firstEpochs", 1,
            "algorithm.mergeShare", 0.2,
            "algorithm.phases", 2,
            "algorithm.embedding", 16,
            "training.rounds", 3);

    @TempDir
    Path folder;

    private static Experiment run(String method, Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(SHORT);
        all.putAll(changes);
        return ReIdRunTest.people(method, all);
    }

    private static List<Double> figures(Runs.Told told, String metric, int client) {
        return told.all(RunEvent.Evaluated.class).stream()
                .flatMap(evaluated -> evaluated.measures().stream())
                .filter(m -> m.client() == client && m.metric().equals(metric))
                .map(MetricValue::value)
                .toList();
    }

    private static double processed(Runs.Told told) {
        return told.all(RunEvent.Evaluated.class).stream()
                .mapToDouble(evaluated -> evaluated.global("samples-processed"))
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    @Test
    void clustersFallByTheSharePerPhaseAndThenStay() throws Exception {
        Runs.Told told = Runs.play(run("FedBUC", Map.of("training.rounds", 4)), folder.resolve("run"), 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        assertEquals(List.of(192.0, 154.0, 116.0, 116.0), figures(told, "clusters", 0));
        assertEquals(List.of(24.0, 20.0, 16.0, 16.0), figures(told, "clusters", 3));
        assertEquals(1.0, figures(told, "cluster-purity", 0).get(0));
    }

    @Test
    @DisplayName("UREID-5 table, pseudo labels and features never leave the client")
    void nothingOfTheClustersLeavesTheClient() throws Exception {
        Runs.Told told = Runs.play(run("FedUReID", Map.of()), folder.resolve("run"), 2);
        Weights global = ReIdRunTest.weights(told.folder(), "global.weights");
        assertTrue(global.layout().slots().stream()
                .allMatch(slot -> slot.part() == NetworkPart.BACKBONE || slot.part() == NetworkPart.PROJECTOR));
        told.all(RunEvent.ClientDone.class).forEach(done -> assertEquals(global.bytes(), done.bytes()));
        assertTrue(Files.exists(told.folder()
                .resolve("weights")
                .resolve(Checkpoints.last(told.folder()).orElseThrow().weights())
                .resolve("client-000-memory-clusters.weights")));
    }

    @Test
    void withEverythingPersonalSwitchedOffItIsFederatedClustering() throws Exception {
        Runs.play(run("FedBUC", Map.of()), folder.resolve("base"), 2);
        Map<String, Object> off =
                Map.of("algorithm.personalClusters", false, "algorithm.stopEarly", false, "algorithm.mixing", "off");
        Runs.play(run("FedUReID", off), folder.resolve("off"), 2);
        assertEquals(
                Files.readString(folder.resolve("base/metrics.csv")),
                Files.readString(folder.resolve("off/metrics.csv")));
    }

    @Test
    @DisplayName("UREID-3 limits that are never reached change nothing, limits of 0 give one epoch")
    void limitsThatAreNeverReachedChangeNothingAndLimitsOfZeroGiveOneEpoch() throws Exception {
        Map<String, Object> base = Map.of("training.localEpochs", 3);
        Map<String, Object> never = Map.of(
                "training.localEpochs", 3,
                "algorithm.stopEarly", true,
                "algorithm.batchAccuracy", 1,
                "algorithm.averageAccuracy", 1);
        Map<String, Object> zero = Map.of(
                "training.localEpochs", 3,
                "algorithm.stopEarly", true,
                "algorithm.batchAccuracy", 0,
                "algorithm.averageAccuracy", 0);
        double whole = processed(Runs.play(run("FedBUC", base), folder.resolve("base"), 2));
        double one = processed(Runs.play(run("FedBUC", zero), folder.resolve("zero"), 2));
        double all = processed(Runs.play(run("FedBUC", never), folder.resolve("never"), 2));
        // One epoch in the first round, three in the two others, or one.
        assertEquals(whole / 7 * 3, one, 1e-9);
        assertEquals(whole, all);
        assertEquals(
                Files.readString(folder.resolve("base/metrics.csv")),
                Files.readString(folder.resolve("never/metrics.csv")));
    }

    @Test
    @DisplayName("UREID-6 the first visit takes its own epochs whatever the limits")
    void theFirstVisitTakesItsOwnEpochsWhateverTheLimits() throws Exception {
        Map<String, Object> changes = Map.of(
                "training.rounds", 1,
                "algorithm.firstEpochs", 3,
                "algorithm.stopEarly", true,
                "algorithm.batchAccuracy", 0);
        Runs.Told told = Runs.play(run("FedBUC", changes), folder.resolve("run"), 2);
        assertEquals(3 * (192 / 8 + 90 / 8 + 54 / 8 + 24 / 8) * 8, processed(told));
    }

    @Test
    void aPersonalUpdateTellsHowMuchOfItsOwnAClientKeeps() throws Exception {
        Map<String, Object> update = Map.of("algorithm.mixing", "layer");
        Runs.Told told = Runs.play(run("FedBUC", update), folder.resolve("run"), 2);
        List<Double> shares = figures(told, "own-share", 3);
        assertEquals(3, shares.size());
        assertTrue(shares.stream().allMatch(share -> share > 0 && share < 1), shares::toString);
        Runs.Told base = Runs.play(run("FedBUC", Map.of()), folder.resolve("base"), 2);
        assertNotEquals(
                ReIdRunTest.weights(base.folder(), "global.weights"),
                ReIdRunTest.weights(told.folder(), "global.weights"));
    }

    @Test
    @DisplayName("UREID-2 clusters of every edge end within one phase of the advice")
    void theProfilerAdvisesEveryEdgeAndClustersEndWithinOnePhaseOfTheAdvice() throws Exception {
        for (String profiler : List.of("silhouette", "gap", "retrieval-with-labels")) {
            Map<String, Object> personal = Map.of(
                    "algorithm.personalClusters",
                    true,
                    "algorithm.profiler",
                    profiler,
                    "algorithm.profileRounds",
                    3,
                    "algorithm.profileShare",
                    0.5);
            Runs.Told told = Runs.play(run("FedUReID", personal), folder.resolve(profiler), 2);
            assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
            for (int client = 0; client < 4; client++) {
                List<Double> clusters = figures(told, "clusters", client);
                List<Double> advice = figures(told, "profile-clusters", client);
                if (advice.isEmpty()) {
                    continue;
                }
                double aim = advice.get(0);
                double end = clusters.get(clusters.size() - 1);
                assertTrue(end >= aim && end - aim < 2, profiler + ": " + end + " instead of " + aim);
            }
        }
    }

    @Test
    void aProfilerWithoutABestRoundLeavesTheCommonShare() throws Exception {
        // Of the 24 pictures of the museum one pair is merged in each round, so the cost never rises within one.
        Map<String, Object> personal = Map.of(
                "algorithm.personalClusters",
                true,
                "algorithm.profiler",
                "gap",
                "algorithm.profileRounds",
                2,
                "algorithm.profileShare",
                0.045);
        Runs.Told told = Runs.play(run("FedUReID", personal), folder.resolve("run"), 2);
        assertEquals(List.of(), figures(told, "profile-clusters", 3));
        assertEquals(List.of(24.0, 20.0, 16.0), figures(told, "clusters", 3));
    }

    @Test
    void everyEdgeCanLearnAlone() throws Exception {
        Runs.Told told = Runs.play(run("LocalBUC", Map.of()), folder.resolve("run"), 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        told.all(RunEvent.ClientDone.class).forEach(done -> assertEquals(0, done.bytes()));
    }

    @Test
    void clustersCanBeMergedByTheModelThatWasReceived() throws Exception {
        Map<String, Object> one = Map.of("training.rounds", 1, "algorithm.firstEpochs", 3);
        Map<String, Object> received = new HashMap<>(one);
        received.put("algorithm.mergeBy", "received");
        Map<String, Object> shorter = new HashMap<>(received);
        shorter.put("algorithm.firstEpochs", 1);
        String clusters = "client-000-memory-clusters.weights";
        Weights trained = ReIdRunTest.weights(
                Runs.play(run("FedBUC", one), folder.resolve("trained"), 2).folder(), clusters);
        Weights before = ReIdRunTest.weights(
                Runs.play(run("FedBUC", received), folder.resolve("received"), 2)
                        .folder(),
                clusters);
        Weights anyhow = ReIdRunTest.weights(
                Runs.play(run("FedBUC", shorter), folder.resolve("shorter"), 2).folder(), clusters);
        assertNotEquals(trained, before);
        // However long it was trained: what was received is the same.
        assertEquals(before, anyhow);
    }
}
