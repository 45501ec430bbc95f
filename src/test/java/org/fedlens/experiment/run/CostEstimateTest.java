package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostEstimateTest {
    @TempDir
    Path folder;

    private CostEstimate estimate(Experiment experiment) throws InterruptedException {
        try (RunService service = new RunService()) {
            return service.estimate(experiment, folder, new RunOptions(folder, 2, "cpu"));
        }
    }

    @ParameterizedTest
    @CsvSource({"FedAvg, none", "FedAvg, int8", "FedProx, top-k", "FedBN, none", "LocalOnly, none", "Centralised, none"
    })
    void bytesAreThoseOfTheRunWhereNobodyDropsOut(String method, String compression) throws Exception {
        Experiment experiment =
                Runs.small(method, Map.of("system.compression.name", compression, "system.dropOut", 0.0));
        Runs.Told told = Runs.play(experiment, folder.resolve("run"), 2);
        long seen = told.all(RunEvent.RoundClosed.class).stream()
                .mapToLong(round -> round.bytesUp() + round.bytesDown())
                .sum();
        assertEquals(seen, estimate(experiment).bytes());
    }

    @Test
    void moreRoundsTakeMoreTime() throws Exception {
        double seconds =
                estimate(Runs.small("FedAvg", Map.of("training.rounds", 1000))).seconds();
        assertTrue(seconds > 0 && Double.isFinite(seconds), () -> "estimated " + seconds);
    }

    @Test
    void whatCannotBeginHasNoEstimate() {
        Experiment experiment = Runs.small("FedAvg", Map.of("data.source", "nowhere"));
        assertThrows(Problem.class, () -> estimate(experiment));
    }
}
