package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.inspect.ScheduleReplay;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.store.PastRun;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.federated.clock.AggregationSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated clock through the whole engine. */
class ClockRunTest {
    @TempDir
    Path folder;

    private static Map<String, Object> mixed(String pacing, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "system.devices.name",
                "mixed",
                "system.devices.spread",
                1.0,
                "system.pacing.name",
                pacing,
                "training.rounds",
                6,
                "training.participation",
                0.5));
        all.putAll(more);
        return Runs.choicesFirst(all);
    }

    private static List<Double> clock(Runs.Told told) {
        return told.all(RunEvent.Evaluated.class).stream()
                .skip(1)
                .map(evaluated -> evaluated.global("simulated-seconds"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"synchronous", "semi-synchronous", "fedasync", "fedbuff"})
    void everyPacePlaysToTheSameBitsWithAnyWorkersAndAfterAStop(String pacing) throws Exception {
        Experiment experiment = Runs.small("FedAvg", mixed(pacing, Map.of()));
        Runs.Told whole = Runs.play(experiment, folder.resolve("whole"), 1);
        assertEquals(RunEvent.Outcome.FINISHED, whole.end().outcome());
        List<Double> seconds = clock(whole);
        assertEquals(6, seconds.size());
        assertEquals(seconds.stream().sorted().toList(), seconds);
        assertTrue(seconds.get(0) > 0);
        Runs.play(experiment, folder.resolve("cut"), 3, (moment, run) -> {
            if (moment.event() instanceof RunEvent.ClientProgress progress && progress.round() == 4) {
                run.stop();
            }
        });
        Runs.resume(folder.resolve("cut"), 2);
        assertEquals(
                Files.readString(folder.resolve("whole/metrics.csv")),
                Files.readString(folder.resolve("cut/metrics.csv")));
    }

    @Test
    void aDeadlineShortensTheRoundAndIsKept() throws Exception {
        List<Double> free =
                clock(Runs.play(Runs.small("FedAvg", mixed("synchronous", Map.of())), folder.resolve("free"), 2));
        double limit = free.get(0) / 2;
        Runs.Told strict = Runs.play(
                Runs.small("FedAvg", mixed("synchronous", Map.of("system.pacing.deadline", limit))),
                folder.resolve("strict"),
                2);
        List<Double> seconds = clock(strict);
        assertTrue(seconds.get(0) <= limit * (1 + 1e-9), () -> seconds + " against " + limit);
        assertTrue(strict.all(RunEvent.Clocked.class).stream()
                .flatMap(clocked -> clocked.spans().stream())
                .anyMatch(span -> span.fate() == RunEvent.Fate.LATE));
    }

    @Test
    void recordedDurationsCanBeReplayedUnderAnotherPaceWithoutTraining() throws Exception {
        Map<String, Object> all = Map.of("training.participation", 1.0, "system.dropOut", 0.0);
        Runs.Told told = Runs.play(Runs.small("FedAvg", mixed("synchronous", all)), folder.resolve("recorded"), 2);
        PastRun past = RunStore.open(folder.resolve("recorded"));
        List<RunEvent.Clocked> same = ScheduleReplay.of(past, new AggregationSchedule.Synchronous(1, 0, false), 6);
        List<Double> seconds = clock(told);
        for (int round = 0; round < 6; round++) {
            assertEquals(seconds.get(round), same.get(round).closed(), 1e-6 * seconds.get(round));
        }
        List<RunEvent.Clocked> buffered = ScheduleReplay.of(past, new AggregationSchedule.FedBuff(3, 0.5), 6);
        assertTrue(buffered.get(5).closed() < same.get(5).closed(), "nobody waits for the slowest");
        assertEquals(buffered, ScheduleReplay.of(past, new AggregationSchedule.FedBuff(3, 0.5), 6));
        assertTrue(buffered.stream().allMatch(clocked -> clocked.spans().size() == 3));
    }

    private Map<Integer, RunEvent.Span> spans(String name, String slowed) throws Exception {
        Map<String, Object> all = Map.of(
                "training.rounds", 1, "training.participation", 1.0, "system.dropOut", 0.0, "system.slowed", slowed);
        return Runs.play(Runs.small("FedAvg", mixed("synchronous", all)), folder.resolve(name), 2)
                .all(RunEvent.Clocked.class)
                .get(0)
                .spans()
                .stream()
                .collect(Collectors.toMap(RunEvent.Span::client, span -> span));
    }

    @Test
    void whoIsSlowedDownTrainsFourTimesAsLongAndNobodyElseDoes() throws Exception {
        Map<Integer, RunEvent.Span> usual = spans("usual", "");
        Map<Integer, RunEvent.Span> slowed = spans("slowed", "3, 05");
        assertEquals(12, usual.size());
        usual.forEach((client, span) -> {
            double trained = span.ended() - span.begun() - span.down() - span.up();
            double now = slowed.get(client).ended() - slowed.get(client).begun() - span.down() - span.up();
            assertEquals(client == 2 || client == 4 ? 4 * trained : trained, now, 1e-9 * now, "client " + client);
        });
    }

    @Test
    void compressionShortensTheWayUp() throws Exception {
        Map<String, Object> narrow = Map.of(
                "system.devices.upload", 0.05, "training.rounds", 1, "system.dropOut", 0.0, "system.devices.jitter", 0);
        Map<String, Object> packed = new HashMap<>(narrow);
        packed.put("system.compression.name", "int8");
        double raw = clock(Runs.play(Runs.small("FedAvg", mixed("synchronous", narrow)), folder.resolve("raw"), 2))
                .get(0);
        double small = clock(Runs.play(Runs.small("FedAvg", mixed("synchronous", packed)), folder.resolve("packed"), 2))
                .get(0);
        assertTrue(small < raw / 2, () -> small + " against " + raw);
    }

    @Test
    void whereNobodyIsThereTheRoundIsSkipped() throws Exception {
        Runs.Told told = Runs.play(
                Runs.small(
                        "FedAvg",
                        mixed("synchronous", Map.of("system.devices.availability", 0.01, "partition.clients", 2))),
                folder.resolve("run"),
                1);
        List<RunEvent.RoundClosed> closed = told.all(RunEvent.RoundClosed.class);
        assertTrue(closed.stream().anyMatch(round -> round.received() == 0));
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "FedAvg, system.devices.name, none, pacing.needsClock",
        "FedAvg, system.pacing.buffer, 40, pacing.tooMany",
        "DP-FedAvg, training.rounds, 6, pacing.privacy",
        "SCAFFOLD, training.rounds, 6, pacing.inStep",
        "FedDyn, training.rounds, 6, pacing.inStep",
        "FedAvg, training.sampling.name, power-of-choice, pacing.losses",
        "Krum, system.pacing.buffer, 2, algorithm.tooFew"
    })
    void whatCannotWorkIsRefusedWithTheReason(String method, String path, String value, String reason)
            throws Exception {
        Experiment base = Runs.small(method, mixed("fedbuff", Map.of()));
        Map<String, Object> tree = ExperimentFile.with(ExperimentFile.tree(base), path, value);
        Runs.Told told = Runs.play(ExperimentFile.require(tree), folder.resolve("run"), 1);
        assertEquals(reason, told.refused().orElseThrow().reason().key());
    }
}
