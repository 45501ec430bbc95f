package org.fedlens.experiment.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.fedlens.experiment.run.Runs;
import org.fedlens.experiment.store.PastRun;
import org.fedlens.experiment.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairedRunsTest {
    @TempDir
    Path folder;

    private PastRun play(String name, String method, Map<String, Object> changes) throws Exception {
        Runs.play(Runs.small(method, changes), folder.resolve(name), 2);
        return RunStore.open(folder.resolve(name));
    }

    @Test
    void equalMethodsNeverPart() throws Exception {
        PairedRuns twins = PairedRuns.of(
                play("a", "FedAvg", Map.of()), play("b", "FedProx", Map.of("algorithm.mu", 0)), "accuracy");
        assertTrue(twins.sameData() && twins.samePartition());
        assertEquals(OptionalInt.empty(), twins.drawsPart());
        assertEquals(OptionalInt.empty(), twins.parts());
        assertEquals(4, twins.rounds().size());
        assertTrue(twins.rounds().stream().allMatch(row -> row.difference() == 0));
    }

    @Test
    void serverMomentumPartsInTheRoundAfterItsFirstAndTheDrawsStayTheSame() throws Exception {
        PairedRuns twins = PairedRuns.of(
                play("a", "FedAvgM", Map.of("algorithm.serverMomentum", 0)),
                play("b", "FedAvgM", Map.of("algorithm.serverMomentum", 0.9)),
                "loss");
        assertEquals(OptionalInt.of(2), twins.parts(), "round 1 has no momentum yet");
        assertEquals(OptionalInt.empty(), twins.drawsPart());
        assertEquals(0, twins.rounds().get(1).difference());
        assertTrue(twins.rounds().get(2).difference() != 0);
    }

    @Test
    void anotherSeedIsNoTwin() throws Exception {
        PairedRuns twins =
                PairedRuns.of(play("a", "FedAvg", Map.of()), play("b", "FedAvg", Map.of("seed", 6)), "accuracy");
        assertEquals(OptionalInt.of(0), twins.parts());
        assertTrue(!twins.samePartition());
        assertEquals(OptionalInt.of(1), twins.drawsPart());
    }
}
