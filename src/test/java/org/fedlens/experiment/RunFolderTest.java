package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path folder;

    private Runs.Told run(Map<String, Object> changes) throws InterruptedException {
        return Runs.play(Runs.small("FedAvg", changes), folder.resolve("run"), 2);
    }

    @Test
    void aRunLeavesTheFilesThatOthersRelyOn() throws Exception {
        Runs.Told told = run(Map.of());
        Path run = told.folder();
        List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
        assertEquals("round,scope,metric,value", rows.get(0));
        assertTrue(rows.stream().anyMatch(row -> row.matches("3,global,accuracy,0\\.\\d+")));
        assertTrue(rows.stream().anyMatch(row -> row.matches("\\d,client-00\\d,served-accuracy,.*")));
        assertTrue(rows.stream().anyMatch(row -> row.matches("1,global,bytes-up,\\d+")));
        assertTrue(Files.exists(run.resolve("weights/round-00003/global.weights")));
        Environment environment = PastRun.open(run).environment();
        assertEquals(5, environment.seed());
        assertEquals(64, environment.data().length());
        assertEquals("cpu", environment.device());
        assertTrue(environment.versions().containsKey("java"));
    }

    @Test
    void anOldRunReplaysWhatWasLive() throws Exception {
        Runs.Told told = run(Map.of());
        List<RunEvent> replayed = new ArrayList<>();
        RunStore.open(told.folder()).replay(moment -> replayed.add(moment.event()));
        List<RunEvent> live = told.moments().stream()
                .map(Moment::event)
                .filter(event -> !(event instanceof RunEvent.ClientProgress))
                .toList();
        assertEquals(live, replayed);
        assertEquals(
                Runs.small("FedAvg", Map.of()), RunStore.open(told.folder()).experiment());
    }

    @Test
    void theListSaysHowEachRunEnded() throws Exception {
        run(Map.of());
        Files.createDirectories(folder.resolve("no-run"));
        List<RunSummary> runs = RunStore.list(folder);
        assertEquals(1, runs.size());
        assertEquals("FINISHED", runs.get(0).outcome());
        assertEquals(3, runs.get(0).lastRound());
        assertTrue(runs.get(0).best() >= runs.get(0).last());
    }

    @Test
    void trafficIsCountedAsItTravels() throws Exception {
        Runs.Told told = run(Map.of("system.dropOut", 0.5, "training.rounds", 6));
        long model = 4 * told.all(RunEvent.Started.class).get(0).parameters();
        for (RunEvent.RoundClosed closed : told.all(RunEvent.RoundClosed.class)) {
            assertEquals(9 * model, closed.bytesDown());
            assertEquals(closed.received() * model, closed.bytesUp());
        }
        assertFalse(told.all(RunEvent.ClientDropped.class).isEmpty());
    }

    @Test
    void aFolderThatHoldsFilesIsRefusedAndLeftAlone() throws Exception {
        Path taken = folder.resolve("run");
        Files.createDirectories(taken);
        Files.writeString(taken.resolve("thesis.txt"), "months of work");
        Problem refused = run(Map.of()).refused().orElseThrow();
        assertEquals("run.folderTaken", refused.reason().key());
        assertEquals("months of work", Files.readString(taken.resolve("thesis.txt")));
        assertEquals(1, taken.toFile().list().length);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path locked = folder.resolve("locked");
        Files.createDirectories(locked);
        Assumptions.assumeTrue(
                locked.toFile().setWritable(false) && !Files.isWritable(locked),
                "This account may write everywhere, so a read-only folder cannot be made");
        Problem refused = Runs.play(Runs.small("FedAvg", Map.of()), locked.resolve("run"), 1)
                .refused()
                .orElseThrow();
        assertEquals("run.readOnly", refused.reason().key());
    }

    @Test
    void aFileWhereTheFolderShouldBeIsRefusedInWords() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        Problem refused = Runs.play(Runs.small("FedAvg", Map.of()), folder.resolve("file/run"), 1)
                .refused()
                .orElseThrow();
        assertTrue(refused.say(Words.ENGLISH).contains("Choose another folder"), refused::getMessage);
    }

    @Test
    void aFullDiskIsSaidInWords() throws Exception {
        Problem problem =
                RunFiles.unwritable(folder, new UncheckedIOException(new IOException("No space left on device")));
        assertEquals("run.diskFull", problem.reason().key());
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "No /dev/full on this system");
        IOException seen = assertThrows(IOException.class, () -> Files.writeString(full, "x"));
        assertEquals("run.diskFull", RunFiles.unwritable(folder, seen).reason().key());
    }

    @Test
    void aRunOfANewerVersionIsRefused() throws Exception {
        Path run = run(Map.of()).folder();
        Path file = run.resolve("environment.json");
        Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));
        Problem refused = assertThrows(Problem.class, () -> RunStore.open(run));
        assertEquals("run.newer", refused.reason().key());
    }

    @Test
    void everyEventIsReplayedAtTheMomentAtWhichItWasTold() throws Exception {
        Runs.Told told = run(Map.of());
        List<Moment> replayed = new ArrayList<>();
        RunStore.open(told.folder()).replay(replayed::add);
        List<Moment> live = told.moments().stream()
                .filter(moment -> !(moment.event() instanceof RunEvent.ClientProgress))
                .toList();
        assertEquals(live.size(), replayed.size());
        for (int i = 0; i < live.size(); i++) {
            assertEquals(live.get(i).seconds(), replayed.get(i).seconds(), 1e-3);
            assertEquals(live.get(i).event(), replayed.get(i).event());
        }
    }

    @Test
    void whatTheMethodWasToldStandsInTheEnvironmentDefaultsToo() throws Exception {
        Path run = Runs.play(Runs.small("FedNova", Map.of("training.rounds", 1)), folder.resolve("nova"), 2)
                .folder();
        Map<String, String> choices = RunStore.open(run).environment().choices();
        assertEquals("FedNova", choices.get("algorithm.name"));
        assertEquals("normalizer", choices.get("algorithm.effective"));
        Path file = run.resolve("environment.json");
        Files.writeString(file, Files.readString(file).replaceAll("(?s)\"choices\" : \\{[^}]*\\},", ""));
        assertEquals(Map.of(), RunStore.open(run).environment().choices());
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        assertEquals(
                "run.notARun",
                assertThrows(Problem.class, () -> RunStore.open(folder))
                        .reason()
                        .key());
    }

    @Test
    void damagedWeightsAreFoundBeforeTheRunGoesOn() throws Exception {
        Path run = run(Map.of()).folder();
        Path weights = run.resolve("weights/round-00003/global.weights");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertEquals(
                "run.damaged",
                Runs.resume(run, 1).refused().orElseThrow().reason().key());
    }

    @Test
    void lossThatStopsBeingANumberEndsTheRunByName() throws Exception {
        Runs.Told told = run(Map.of("training.optimizer.learningRate", 10, "training.optimizer.weightDecay", 1));
        assertEquals(RunEvent.Outcome.DIVERGED, told.end().outcome());
        assertTrue(told.end().values().containsKey("client"));
        assertTrue(told.end().values().containsKey("round"));
        assertTrue(Checkpoints.last(told.folder()).isPresent());
    }

    @Test
    void aRoundInWhichEverybodyDropsOutKeepsTheWeights() throws Exception {
        Runs.Told told = run(Map.of("system.dropOut", 0.9, "training.rounds", 8, "training.participation", 0.25));
        List<RunEvent.RoundClosed> skipped = told.all(RunEvent.RoundClosed.class).stream()
                .filter(closed -> closed.received() == 0)
                .toList();
        assertFalse(skipped.isEmpty());
        List<RunEvent.Evaluated> evaluated = told.all(RunEvent.Evaluated.class);
        int round = skipped.get(0).round();
        assertEquals(
                evaluated.get(round - 1).global("loss"), evaluated.get(round).global("loss"));
    }

    @Test
    void twoWritersOfOneRunAreKeptApart() throws Exception {
        Path run = run(Map.of()).folder();
        Checkpoints.Saved saved = Checkpoints.last(run).orElseThrow();
        RunStore.Lengths lengths = new RunStore.Lengths(saved.events(), saved.metrics());
        try (RunStore first = RunStore.open(run, lengths)) {
            assertEquals(
                    "run.inUse",
                    assertThrows(Problem.class, () -> RunStore.open(run, lengths))
                            .reason()
                            .key());
            assertEquals(saved.metrics(), first.lengths().metrics());
        }
    }

    @Test
    void changedImagesStopAResume() throws Exception {
        Path run = run(Map.of()).folder();
        Path file = run.resolve("environment.json");
        String environment = Files.readString(file);
        Files.writeString(file, environment.replaceAll("(\"data\" : \")....", "$10000"));
        assertEquals(
                "run.dataChanged",
                Runs.resume(run, 1).refused().orElseThrow().reason().key());
    }
}
