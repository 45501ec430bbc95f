package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.experiment.execution.RunHandle;
import org.fedlens.training.Algorithm;
import org.fedlens.weights.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same experiment gives the same bits: for any number of workers, after any pause, stop or crash. Every method of
 * the catalogue is tested by being listed there.
 */
class SameBitsTest {
    @TempDir
    Path folder;

    static Stream<String> methods() {
        return Catalog.all().stream().map(Algorithm::name);
    }

    private static void assertSame(Path expected, Path seen) throws IOException {
        assertEquals(Files.readString(expected.resolve("metrics.csv")), Files.readString(seen.resolve("metrics.csv")));
        assertEquals(last(expected), last(seen));
    }

    private static Object last(Path run) throws IOException {
        String weights = Checkpoints.last(run).orElseThrow().weights();
        return WeightsFile.read(run.resolve("weights").resolve(weights).resolve("global.weights"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneTwoAndFourWorkersAgree(String method) throws Exception {
        Experiment experiment = Runs.small(method, Map.of());
        for (int workers : new int[] {1, 2, 4}) {
            Runs.Told told = Runs.play(experiment, folder.resolve("w" + workers), workers);
            assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        }
        assertSame(folder.resolve("w1"), folder.resolve("w2"));
        assertSame(folder.resolve("w1"), folder.resolve("w4"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aRunStoppedInTheMiddleOfARoundGoesOnToTheSameBits(String method) throws Exception {
        Experiment experiment = Runs.small(method, Map.of());
        Runs.play(experiment, folder.resolve("whole"), 2);
        Runs.Told stopped = Runs.play(experiment, folder.resolve("stopped"), 2, (moment, run) -> {
            if (moment.event() instanceof RunEvent.ClientProgress progress && progress.round() == 2) {
                run.stop();
            }
        });
        assertEquals(RunEvent.Outcome.STOPPED, stopped.end().outcome());
        assertEquals(1, stopped.end().round());
        Runs.resume(folder.resolve("stopped"), 1);
        assertSame(folder.resolve("whole"), folder.resolve("stopped"));
    }

    @Test
    void aFolderAsACrashLeavesItGoesOnToTheSameBits() throws Exception {
        Experiment experiment = Runs.small("FedAvg", Map.of());
        Path whole = folder.resolve("whole");
        Path crashed = folder.resolve("crashed");
        Runs.play(experiment, whole, 2);
        Runs.play(experiment, crashed, 2, (moment, run) -> {
            if (moment.event() instanceof RunEvent.RoundOpened opened && opened.round() == 3) {
                run.stop();
            }
        });
        // What a killed process may leave: half a line, rows behind the checkpoint, half a folder of weights.
        Files.writeString(crashed.resolve("events.jsonl"), "{\"seconds\": 1.5, \"ty", StandardOpenOption.APPEND);
        Files.writeString(crashed.resolve("metrics.csv"), "3,global,accu", StandardOpenOption.APPEND);
        Files.createDirectories(crashed.resolve("weights/round-00003.new"));
        Files.writeString(crashed.resolve("weights/round-00003.new/global.weights"), "half");
        Runs.resume(crashed, 2);
        assertSame(whole, crashed);
        assertFalse(Files.exists(crashed.resolve("weights/round-00003.new")));
    }

    @Test
    void aProcessKilledInTheMiddleOfARoundLosesThatRoundOnly() throws Exception {
        Experiment experiment = Runs.small("FedAvg", Map.of("training.rounds", 4));
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        Runs.play(experiment, whole, 2);
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(file, ExperimentFile.yaml(experiment));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.fedlens.Main",
                        "run",
                        file.toString(),
                        "--out",
                        killed.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        Path events = killed.resolve("events.jsonl");
        for (int i = 0; i < 6000 && process.isAlive(); i++) {
            if (Files.exists(events) && Files.readString(events).contains("\"ClientDone\",\"round\":3")) {
                break;
            }
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        Optional<Checkpoints.Saved> saved = Checkpoints.last(killed);
        assertTrue(saved.orElseThrow().round() >= 2, () -> "saved " + saved);
        Runs.resume(killed, 2);
        assertSame(whole, killed);
    }

    @Test
    void pausesAndSingleStepsChangeNothing() throws Exception {
        Experiment experiment = Runs.small("FedAvg", Map.of());
        Runs.play(experiment, folder.resolve("whole"), 2);
        Runs.Told paused = Runs.play(experiment, folder.resolve("paused"), 2, (moment, run) -> {
            if (moment.event() instanceof RunEvent.RoundOpened opened && opened.round() == 1) {
                run.pause();
            } else if (moment.event().equals(new RunEvent.Paused(0))) {
                later(run::step);
            } else if (moment.event().equals(new RunEvent.Paused(1))) {
                later(run::resume);
            }
        });
        assertEquals(2, paused.all(RunEvent.Paused.class).size());
        assertEquals(2, paused.all(RunEvent.Resumed.class).size());
        assertSame(folder.resolve("whole"), folder.resolve("paused"));
    }

    private static void later(Runnable action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(150);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    action.run();
                },
                "later");
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aLiveChangeActsFromTheNextRoundAndSurvivesACrash() throws Exception {
        Experiment experiment = Runs.small("FedAvg", Map.of("training.rounds", 4));
        Path changed = folder.resolve("changed");
        Path stopped = folder.resolve("stopped");
        Runs.Told told = Runs.play(experiment, changed, 2, (moment, run) -> change(moment, run));
        assertEquals(
                new RunEvent.Changed(3, "training.optimizer.learningRate", "0.05", "0.01"),
                told.all(RunEvent.Changed.class).get(0));
        assertEquals(0.01, told.all(RunEvent.RoundOpened.class).get(2).learningRate());
        Runs.play(experiment, stopped, 2, (moment, run) -> {
            change(moment, run);
            if (moment.event() instanceof RunEvent.ClientStarted started && started.round() == 3) {
                run.stop();
            }
        });
        Runs.resume(stopped, 2);
        assertSame(changed, stopped);
        Runs.Told unchanged = Runs.play(experiment, folder.resolve("unchanged"), 2);
        assertNotEquals(last(changed), last(unchanged.folder()));
    }

    private static void change(Moment moment, RunHandle run) {
        if (moment.event() instanceof RunEvent.RoundOpened opened && opened.round() == 2) {
            run.change("training.optimizer.learningRate", 0.01);
        }
    }

    @Test
    void stopIsHonouredWithinABatchEvenWhilePaused() throws Exception {
        Experiment experiment = Runs.small("FedAvg", Map.of("training.rounds", 1000));
        Runs.Told told = Runs.play(experiment, folder.resolve("run"), 2, (moment, run) -> {
            if (moment.event() instanceof RunEvent.ClientProgress) {
                run.pause();
                later(run::stop);
            }
        });
        assertEquals(RunEvent.Outcome.STOPPED, told.end().outcome());
        assertTrue(told.moments().get(told.moments().size() - 1).seconds()
                < Duration.ofSeconds(60).toSeconds());
    }

    @Test
    void anotherSeedGivesOtherBits() throws Exception {
        Runs.play(Runs.small("FedAvg", Map.of()), folder.resolve("a"), 2);
        Runs.play(Runs.small("FedAvg", Map.of("seed", 6)), folder.resolve("b"), 2);
        assertNotEquals(last(folder.resolve("a")), last(folder.resolve("b")));
    }
}
