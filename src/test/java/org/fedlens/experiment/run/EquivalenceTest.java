package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.store.Checkpoints;
import org.fedlens.weights.Weights;
import org.fedlens.weights.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that must agree where their difference is switched off: on real images, through the whole engine. */
class EquivalenceTest {
    private static final Map<String, Object> CALM = Map.of("system.dropOut", 0.0, "training.participation", 1.0);

    @TempDir
    Path folder;

    private int number;

    private Weights play(String method, Map<String, Object> changes) throws Exception {
        Map<String, Object> all = all(changes);
        Path run = folder.resolve("run" + number++);
        Runs.Told told = Runs.play(Runs.small(method, all), run, 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        String weights = Checkpoints.last(run).orElseThrow().weights();
        return WeightsFile.read(run.resolve("weights").resolve(weights).resolve("global.weights"));
    }

    private static void assertNear(Weights expected, Weights seen) {
        double scale = Math.sqrt(expected.size());
        double distance = expected.distance(seen) / scale;
        assertTrue(distance < 1e-6, () -> "root mean square difference " + distance);
    }

    @Test
    void fedProxWithoutItsPullIsFedAvgBitForBit() throws Exception {
        assertEquals(play("FedAvg", Map.of()), play("FedProx", Map.of("algorithm.mu", 0)));
    }

    @Test
    void moonWithoutItsContrastLearnsWhatItsNetworkLearnsAlone() throws Exception {
        Weights first = play("MOON", Map.of("algorithm.mu", 0, "algorithm.temperature", 0.5));
        Weights second = play("MOON", Map.of("algorithm.mu", 0, "algorithm.temperature", 1));
        assertEquals(first, second);
    }

    @Test
    void fedNovaWithEqualStepsIsFedAvg() throws Exception {
        Map<String, Object> equal = Map.of("partition.scheme", "iid", "training.batch", 1024);
        assertNear(play("FedAvg", equal), play("FedNova", equal));
    }

    @Test
    void fedAvgMWithoutMomentumIsFedAvg() throws Exception {
        assertNear(
                play("FedAvg", Map.of()),
                play("FedAvgM", Map.of("algorithm.serverMomentum", 0, "algorithm.serverRate", 1)));
    }

    @Test
    void theFirstRoundOfScaffoldIsFedAvgWithEqualWeights() throws Exception {
        Map<String, Object> one = Map.of("training.rounds", 1, "training.optimizer.momentum", 0);
        Map<String, Object> equal = new HashMap<>(one);
        equal.put("algorithm.weighting", "equal");
        assertNear(play("FedAvg", equal), play("SCAFFOLD", one));
    }

    @Test
    void aFederationOfOneIsTrainingInOnePlace() throws Exception {
        Map<String, Object> one = Map.of("partition.scheme", "iid", "partition.clients", 1);
        assertNear(play("Centralised", one), play("FedAvg", one));
    }

    @Test
    void oneFullBatchStepIsOneStepInOnePlace() throws Exception {
        Map<String, Object> full = Map.of(
                "training.rounds",
                1,
                "training.batch",
                1024,
                "training.optimizer.momentum",
                0,
                "training.optimizer.weightDecay",
                0);
        assertNear(play("Centralised", full), play("FedAvg", full));
    }

    @Test
    void withoutNormalisationLayersFedBnIsFedAvg() throws Exception {
        assertEquals(play("FedAvg", Map.of()), play("FedBN", Map.of()));
    }

    @Test
    void withoutNoiseAndBoundDpFedAvgIsFedAvgWithEqualWeights() throws Exception {
        assertNear(
                play("FedAvg", Map.of("algorithm.weighting", "equal")),
                play("DP-FedAvg", Map.of("algorithm.noise", 0, "algorithm.clip", 1e9)));
    }

    @Test
    void trimmingNothingIsTheMean() throws Exception {
        assertNear(
                play("FedAvg", Map.of("algorithm.weighting", "equal")),
                play("TrimmedMean", Map.of("algorithm.trim", 0)));
    }

    @Test
    void theFirstLocalSolveOfFedDynIsFedProx() throws Exception {
        Map<String, Object> one = Map.of(
                "training.rounds",
                1,
                "training.optimizer.momentum",
                0,
                "partition.scheme",
                "iid",
                "partition.clients",
                1,
                "training.optimizer.weightDecay",
                0);
        Map<String, Object> prox = new HashMap<>(one);
        prox.put("algorithm.mu", 0.1);
        Map<String, Object> dyn = new HashMap<>(one);
        dyn.put("algorithm.alpha", 0.1);
        Weights proximal = play("FedProx", prox);
        // With one client the server steps on by the client's move once more: w = w_k + (w_k - w_r).
        Weights start = Runner.initial(PreparedExperiment.of(Runs.small("FedDyn", all(dyn)), folder))
                .server()
                .global();
        Weights expected = proximal.plus(1, proximal.minus(start));
        assertNear(expected, play("FedDyn", dyn));
    }

    @Test
    void fedBuffWithEqualSpeedsAndRoomForAllIsFedAvgWithEqualWeightsBitForBit() throws Exception {
        Map<String, Object> equal = Map.of("partition.scheme", "iid", "algorithm.weighting", "equal");
        Map<String, Object> buffered = new HashMap<>(equal);
        buffered.put("system.devices.name", "alike");
        buffered.put("system.pacing.name", "fedbuff");
        buffered.put("system.pacing.buffer", 12);
        assertEquals(play("FedAvg", equal), play("FedAvg", buffered));
    }

    @Test
    void aClockAloneChangesNothingBitForBit() throws Exception {
        assertEquals(play("FedAvg", Map.of()), play("FedAvg", Map.of("system.devices.name", "mixed")));
    }

    @Test
    void secureAggregationIsThePlainSum() throws Exception {
        Map<String, Object> masks =
                Map.of("system.secrecy.name", "masks", "system.secrecy.bits", 48, "system.secrecy.scale", 1e8);
        Weights plain = play("FedAvg", Map.of());
        assertNear(plain, play("FedAvg", masks));
        assertNear(plain, play("FedAvg", Map.of("system.secrecy.name", "shares")));
    }

    private static Map<String, Object> all(Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(CALM);
        all.putAll(changes);
        return Runs.choicesFirst(all);
    }
}
