package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fedlens.experiment.event.RunEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecrecyRunTest {
    @TempDir
    Path folder;

    private Runs.Told play(String method, Map<String, Object> changes) throws Exception {
        return Runs.play(Runs.small(method, Runs.choicesFirst(changes)), folder.resolve("run" + changes.hashCode()), 2);
    }

    @Test
    void masksSurviveDropOutsAndTellHowManyWereSummed() throws Exception {
        Runs.Told told = play("FedAvg", Map.of("system.secrecy.name", "masks", "system.secrecy.threshold", 0.3));
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        for (RunEvent.Evaluated evaluated : told.all(RunEvent.Evaluated.class)) {
            if (evaluated.round() > 0) {
                assertEquals(evaluated.global("clients"), evaluated.global("unmasked"));
                assertEquals(0, evaluated.global("cut-numbers"));
            }
        }
        assertTrue(!told.all(RunEvent.ClientDropped.class).isEmpty());
    }

    @Test
    void whereTooFewSurviveTheRoundChangesNothing() throws Exception {
        Runs.Told told =
                play("FedAvg", Map.of("system.secrecy.name", "shares", "system.dropOut", 0.6, "training.rounds", 2));
        var evaluated = told.all(RunEvent.Evaluated.class);
        assertEquals(0, evaluated.get(2).global("unmasked"));
        assertEquals(evaluated.get(0).global("loss"), evaluated.get(2).global("loss"));
    }

    @ParameterizedTest
    @CsvSource({
        "Median, system.secrecy.threshold, 0.5, secure.needsMean",
        "Krum, system.secrecy.threshold, 0.5, secure.needsMean",
        "SCAFFOLD, system.secrecy.threshold, 0.5, secure.needsMean",
        "FedAvg, algorithm.weighting, change, secure.needsMean",
        "FedAvg, system.compression.name, top-k, secure.compression",
        "FedAvg, system.secrecy.scale, 100000000, secure.overflow",
        "FedAvg, training.participation, 0.01, secure.together"
    })
    void whatCannotBeMaskedIsRefusedWithTheReason(String method, String path, String value, String reason)
            throws Exception {
        Map<String, Object> changes = new HashMap<>(Map.of("system.secrecy.name", "masks"));
        changes.put(path, value);
        assertEquals(
                reason, play(method, changes).refused().orElseThrow().reason().key());
    }
}
