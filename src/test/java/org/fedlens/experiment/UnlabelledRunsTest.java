package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.weights.Part;
import org.fedlens.weights.Weights;
import org.fedlens.weights.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Methods without labels that must agree where their difference is switched off, bit for bit, through the whole engine.
 */
class UnlabelledRunsTest {
    private static final Map<String, Object> CALM =
            Map.of("system.dropOut", 0.0, "training.participation", 1.0, "evaluation.every", 100);

    @TempDir
    Path folder;

    private int number;

    private Runs.Told told(String method, Map<String, Object> changes) throws Exception {
        Map<String, Object> all = new HashMap<>(CALM);
        all.putAll(changes);
        Runs.Told told = Runs.play(Runs.small(method, all), folder.resolve("run" + number++), 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        return told;
    }

    /** The encoder and predictor that the server ends with. */
    private Weights play(String method, Map<String, Object> changes) throws Exception {
        Path run = told(method, changes).folder();
        String weights = Checkpoints.last(run).orElseThrow().weights();
        return WeightsFile.read(run.resolve("weights").resolve(weights).resolve("global.weights"))
                .only(slot -> slot.part() != Part.TARGET);
    }

    @Test
    void fedUWithAnEndlessThresholdIsFedByol() throws Exception {
        Weights byol = play("FedBYOL", Map.of());
        assertEquals(byol, play("FedU", Map.of("algorithm.mu", 1000)));
        assertEquals(byol, play("FedU", Map.of("algorithm.predictor", "from-server")));
    }

    @Test
    void fedUWithoutAThresholdAlwaysKeepsItsPredictor() throws Exception {
        Weights own = play("FedU", Map.of("algorithm.mu", 0));
        assertEquals(own, play("FedU", Map.of("algorithm.predictor", "own")));
        assertNotEquals(own, play("FedBYOL", Map.of()));
    }

    @Test
    void fedEmaThatKeepsNothingIsFedByol() throws Exception {
        Map<String, Object> nothing = Map.of("algorithm.scaler", "constant", "algorithm.lambda", 0);
        assertEquals(play("FedBYOL", Map.of()), play("FedEMA", nothing));
        assertNotEquals(play("FedBYOL", Map.of()), play("FedEMA", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FedSimCLR", "FedMoCo", "FedBYOL", "FedProtoCL", "FedU"})
    void fedXWithEverythingOffIsItsBase(String base) throws Exception {
        Map<String, Object> off = Map.of("algorithm.globalKnowledge", false, "algorithm.relational", false);
        Map<String, Object> brief = Map.of("training.rounds", 2);
        Map<String, Object> both = new HashMap<>(brief);
        both.putAll(off);
        assertEquals(play(base, brief), play(base + "+FedX", both));
    }

    @Test
    void eachPartOfFedXMatters() throws Exception {
        Map<String, Object> one = Map.of("training.rounds", 1, "training.localEpochs", 1);
        Weights all = play("FedSimCLR+FedX", one);
        for (String part : List.of("globalKnowledge", "relational", "extraHead", "detachTarget")) {
            Map<String, Object> changed = new HashMap<>(one);
            changed.put("algorithm." + part, part.equals("detachTarget"));
            assertNotEquals(all, play("FedSimCLR+FedX", changed), part);
        }
    }

    @Test
    void aFederationOfOneIsByolInOnePlace() throws Exception {
        Map<String, Object> one = Map.of("partition.scheme", "iid", "partition.clients", 1);
        assertEquals(play("FedBYOL", one), play("FedU", withMu(one)));
    }

    private static Map<String, Object> withMu(Map<String, Object> some) {
        Map<String, Object> more = new HashMap<>(some);
        more.put("algorithm.mu", 1000);
        return more;
    }

    @Test
    void everyClientTellsItsDivergenceAndItsDecision() throws Exception {
        Runs.Told told = told("FedU", Map.of("algorithm.mu", 0.05));
        List<Measure> measures = told.all(RunEvent.Evaluated.class).get(1).measures();
        List<Measure> divergences = measures.stream()
                .filter(measure -> measure.metric().equals("divergence"))
                .toList();
        assertEquals(12, divergences.size());
        for (Measure divergence : divergences) {
            double kept = measures.stream()
                    .filter(measure -> measure.client() == divergence.client())
                    .filter(measure -> measure.metric().equals("predictor-kept"))
                    .findFirst()
                    .orElseThrow()
                    .value();
            assertTrue(divergence.value() > 0);
            assertEquals(divergence.value() < 0.05 ? 0 : 1, kept);
        }
    }

    @Test
    void whatCannotWorkIsRefusedBeforeAnythingIsWritten() throws Exception {
        Runs.Told told = Runs.play(Runs.small("FedSimCLR", Map.of("training.batch", 64)), folder.resolve("refused"), 1);
        assertEquals("training.batch", told.refused().orElseThrow().where());
        assertTrue(Files.notExists(folder.resolve("refused")));
    }

    @Test
    void withoutALabelDigitsAreToldApartBetterThanByTheUntrainedNetwork() throws Exception {
        Experiment experiment = ExperimentFile.require(ExperimentFile.parse(
                """
                fedlens: 1
                name: Digits without labels
                seed: 1
                data: {source: digits-8x8, train: 800, test: 400}
                partition: {scheme: classes, clients: 5, perClient: 2}
                model: {name: small-resnet, channels: 8}
                algorithm: {name: FedSimCLR, temperature: 0.5, projectorHidden: 64, projectorSize: 64}
                training: {rounds: 2, localEpochs: 2, batch: 16}
                evaluation: {every: 2, clients: false, representation: {neighbours: 20}}
                """,
                "digits"));
        List<RunEvent.Evaluated> told =
                Runs.play(experiment, folder.resolve("learns"), 2).all(RunEvent.Evaluated.class);
        double untrained = told.get(0).global("knn-accuracy");
        double trained = told.get(2).global("knn-accuracy");
        // Seen: 0.67 and 0.76.
        assertTrue(trained > untrained + 0.04, () -> untrained + " to " + trained);
        assertTrue(told.get(2).global("train-loss") < told.get(1).global("train-loss"));
        assertEquals(0, told.get(2).global("collapsed"));
        assertTrue(told.get(2).global("angle-between") > told.get(2).global("angle-within"));
    }

    @Test
    void whereNothingKeepsEmbeddingsApartTheRunSaysThatTheyCollapsed() throws Exception {
        Map<String, Object> nothing = Map.of(
                "training.rounds", 1, "evaluation.every", 1, "algorithm.ema", 0, "training.optimizer.weightDecay", 0.5);
        List<RunEvent.Evaluated> told = told("FedBYOL", nothing).all(RunEvent.Evaluated.class);
        assertTrue(told.get(told.size() - 1).collapsed(), () -> told.toString());
    }
}
