package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.experiment.event.RunEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who stands which attack, on digits: evenly dealt, so that an outlier is an attacker and not an unusual client. */
class AttackRunTest {
    @TempDir
    Path folder;

    private double accuracy(String method, Map<String, Object> changes) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of(
                "partition.scheme", "iid",
                "partition.clients", 10,
                "training.participation", 1.0,
                "training.rounds", 8,
                "training.localEpochs", 2,
                "data.train", 600,
                "system.dropOut", 0.0));
        all.putAll(changes);
        Runs.Told told = Runs.play(Runs.small(method, all), folder.resolve(method + all.hashCode()), 2);
        List<RunEvent.Evaluated> evaluated = told.all(RunEvent.Evaluated.class);
        return evaluated.get(evaluated.size() - 1).global("accuracy");
    }

    private static Map<String, Object> flipping(Map<String, Object> more) {
        Map<String, Object> changes =
                new HashMap<>(Map.of("system.attack.name", "sign-flip", "system.attack.scale", 4));
        changes.putAll(more);
        return changes;
    }

    @Test
    void threeOfTenThatFlipSignsBreakTheMean() throws Exception {
        double clean = accuracy("FedAvg", Map.of());
        double attacked = accuracy("FedAvg", flipping(Map.of()));
        assertTrue(clean > 0.8, () -> "clean " + clean);
        assertTrue(attacked < clean - 0.3, () -> attacked + " against " + clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Median", "TrimmedMean", "Krum", "MultiKrum", "GeometricMedian"})
    void robustRulesStandThem(String method) throws Exception {
        Map<String, Object> three =
                switch (method) {
                    case "TrimmedMean" -> Map.of("algorithm.trim", 3);
                    case "Krum", "MultiKrum" -> Map.of("algorithm.byzantine", 3);
                    default -> Map.of();
                };
        double attacked = accuracy(method, flipping(three));
        double broken = accuracy("FedAvg", flipping(Map.of()));
        assertTrue(attacked > broken + 0.25, () -> method + " " + attacked + ", mean " + broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "scaled", "little", "label-flip"})
    void everyAttackMakesTheMeanWorse(String attack) throws Exception {
        double clean = accuracy("FedAvg", Map.of());
        Map<String, Object> changes = new HashMap<>(Map.of("system.attack.name", attack, "system.attack.attackers", 4));
        if (attack.equals("little")) {
            // One deviation passes unnoticed and harms little in eight rounds, as its name says.
            changes.put("system.attack.deviations", 6);
        }
        double attacked = accuracy("FedAvg", changes);
        assertTrue(attacked < clean, () -> attack + " " + attacked + " against " + clean);
    }

    @Test
    void aRuleThatNeedsMoreUploadsThanARoundBringsIsRefused() throws Exception {
        Runs.Told told = Runs.play(
                Runs.small("Bulyan", Map.of("algorithm.byzantine", 3, "training.participation", 0.5)),
                folder.resolve("run"),
                1);
        assertEquals("algorithm.tooFew", told.refused().orElseThrow().reason().key());
    }
}
