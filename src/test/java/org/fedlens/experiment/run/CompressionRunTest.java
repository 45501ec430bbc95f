package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.store.Checkpoints;
import org.fedlens.weights.Weights;
import org.fedlens.weights.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compression through the whole engine: what it saves, and that it stays the same bits. */
class CompressionRunTest {
    @TempDir
    Path folder;

    private Runs.Told play(String name, int workers, Map<String, Object> changes) throws Exception {
        return Runs.play(Runs.small("FedAvg", changes), folder.resolve(name), workers);
    }

    private Weights last(String name) throws Exception {
        Path run = folder.resolve(name);
        String weights = Checkpoints.last(run).orElseThrow().weights();
        return WeightsFile.read(run.resolve("weights").resolve(weights).resolve("global.weights"));
    }

    @ParameterizedTest
    @CsvSource({"top-k, 0.25", "int8, 0.3", "qsgd, 0.25", "sign, 0.05"})
    void fewerBytesTravelAndAnyNumberOfWorkersAgrees(String code, double share) throws Exception {
        Map<String, Object> packed = Map.of("system.compression.name", code);
        Runs.Told plain = play("plain", 2, Map.of());
        Runs.Told one = play("one", 1, packed);
        play("two", 2, packed);
        assertEquals(last("one"), last("two"));
        long before = plain.all(RunEvent.RoundClosed.class).get(0).bytesUp();
        long after = one.all(RunEvent.RoundClosed.class).get(0).bytesUp();
        assertTrue(after < share * before, () -> after + " of " + before);
    }

    @Test
    void leftOversSurviveAStop() throws Exception {
        Map<String, Object> packed = new HashMap<>(Map.of("system.compression.name", "top-k"));
        play("whole", 2, packed);
        Runs.play(Runs.small("FedAvg", packed), folder.resolve("stopped"), 2, (moment, run) -> {
            if (moment.event() instanceof RunEvent.RoundOpened opened && opened.round() == 3) {
                run.stop();
            }
        });
        Runs.resume(folder.resolve("stopped"), 1);
        assertEquals(last("whole"), last("stopped"));
    }

    @Test
    void keepingEverythingIsSendingEverything() throws Exception {
        play("plain", 2, Map.of());
        play("all", 2, Map.of("system.compression.name", "top-k", "system.compression.ratio", 1));
        double distance =
                last("plain").distance(last("all")) / Math.sqrt(last("plain").size());
        assertTrue(distance < 1e-6, () -> "root mean square difference " + distance);
    }
}
