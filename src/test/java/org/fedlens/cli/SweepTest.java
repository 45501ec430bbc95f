package org.fedlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.execution.SweepRunner;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepFile;
import org.fedlens.report.SweepTable;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    private static final String SMALL =
            """
            fedlens: 1
            sweep: Small
            seeds: [1, 2]
            experiment:
              data: {source: digits-8x8, train: 120, test: 60}
              partition: {scheme: iid, clients: 3}
              model: {name: small-cnn, width: 0.25}
              training: {rounds: 2, batch: 16}
            list:
              - {algorithm.name: FedAvg}
              - {label: Too many, algorithm.name: Bulyan, algorithm.byzantine: 2}
            """;

    @TempDir
    Path folder;

    private Sweep load(String yaml) throws Exception {
        Path file = folder.resolve("sweep.yaml");
        Files.writeString(file, yaml);
        return SweepFile.load(file);
    }

    private List<SweepRunner.State> play(Sweep sweep, SweepRunner.Listener listener) throws InterruptedException {
        Path out = folder.resolve("out");
        return new SweepRunner(sweep, folder, out, new RunOptions(out, 2, "cpu")).play(listener);
    }

    @Test
    void whatFailsDoesNotStopTheRestAndWhatIsFinishedIsNotPlayedAgain() throws Exception {
        Sweep sweep = load(SMALL);
        List<String> reasons = new ArrayList<>();
        SweepRunner.Listener ear = new SweepRunner.Listener() {
            @Override
            public void ended(int index, Sweep.Trial trial, SweepRunner.State state, Optional<Text> reason) {
                reason.ifPresent(why -> reasons.add(trial.label() + " " + trial.seed()));
            }
        };
        assertEquals(
                List.of(
                        SweepRunner.State.FINISHED,
                        SweepRunner.State.FAILED,
                        SweepRunner.State.FINISHED,
                        SweepRunner.State.FAILED),
                play(sweep, ear));
        assertEquals(List.of("Too many 1", "Too many 2"), reasons);
        SweepTable table = SweepTable.of(sweep, folder.resolve("out"));
        String[] lines = table.csv().split("\n");
        assertTrue(lines[1].startsWith("\"FedAvg\",2,0,0,"), lines[1]);
        assertTrue(lines[2].startsWith("\"Too many\",0,0,2,,,0"), lines[2]);
        assertTrue(table.markdown().contains("| Too many (2 missing) | - |"), table.markdown());
        assertEquals(SweepRunner.State.FOUND, play(sweep, ear).get(0));
        assertEquals(table.csv(), SweepTable.of(sweep, folder.resolve("out")).csv());
    }

    @Test
    void columnsMayBeMeansOverTheClientsAndSumsOfSamples() throws Exception {
        String one = SMALL.substring(0, SMALL.indexOf("  - {label")).replace("seeds: [1, 2]", "seeds: [1]");
        Sweep sweep = load(one + "metrics: [served-mean, clients-served-accuracy, samples-processed]\n");
        play(sweep, new SweepRunner.Listener() {});
        String[] cells =
                SweepTable.of(sweep, folder.resolve("out")).csv().split("\n")[1].split(",", -1);
        assertEquals(cells[4], cells[7]);
        assertTrue(Double.parseDouble(cells[4]) > 0);
        // 120 images, one epoch in each of two rounds.
        assertEquals(240, Double.parseDouble(cells[10]));
    }

    @Test
    void aSweepThatWasCutOffGoesOnToTheSameTable() throws Exception {
        String one = SMALL.substring(0, SMALL.indexOf("  - {label")).replace("rounds: 2", "rounds: 4");
        Sweep sweep = load(one);
        Path whole = folder.resolve("whole");
        new SweepRunner(sweep, folder, whole, new RunOptions(whole, 2, "cpu")).play(new SweepRunner.Listener() {});
        Path out = folder.resolve("out");
        Thread here = Thread.currentThread();
        assertThrows(
                InterruptedException.class,
                () -> play(sweep, new SweepRunner.Listener() {
                    @Override
                    public void on(Sweep.Trial trial, TimedEvent moment) {
                        if (trial.seed() == 2
                                && moment.event() instanceof RunEvent.RoundOpened opened
                                && opened.round() == 3) {
                            here.interrupt();
                        }
                    }
                }));
        assertTrue(SweepTable.of(sweep, out).markdown().contains("(1 missing)"));
        assertEquals(
                List.of(SweepRunner.State.FOUND, SweepRunner.State.FINISHED),
                play(sweep, new SweepRunner.Listener() {}));
        assertEquals(
                SweepTable.of(sweep, whole).csv(), SweepTable.of(sweep, out).csv());
    }

    @Test
    void aGridMakesEveryCombination() throws Exception {
        Sweep sweep = load(SMALL.substring(0, SMALL.indexOf("  - {label"))
                + "grid:\n  training.batch: [8, 16]\n  partition.scheme: [iid, dirichlet]\nmetrics: [loss]\n");
        assertEquals(
                List.of(
                        "FedAvg, batch 8, iid",
                        "FedAvg, batch 8, dirichlet",
                        "FedAvg, batch 16, iid",
                        "FedAvg, batch 16, dirichlet"),
                sweep.cases().stream().map(Sweep.Case::label).toList());
        assertEquals(8, sweep.trials().size());
        assertEquals("02-fedavg-batch-8-dirichlet-seed-1", sweep.trials().get(1).folder());
        assertEquals(
                8, SweepFile.experiment(sweep, sweep.trials().get(0)).training().batch());
    }

    @Test
    void anotherExperimentInARunsFolderIsNotMixedIn() throws Exception {
        String one = SMALL.substring(0, SMALL.indexOf("  - {label"));
        play(load(one), new SweepRunner.Listener() {});
        assertEquals(
                List.of(SweepRunner.State.FAILED, SweepRunner.State.FAILED),
                play(load(one.replace("batch: 16", "batch: 8")), new SweepRunner.Listener() {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sweeps: x              | setting.unknownKey",
                "seeds: 3               | sweep.notAList",
                "seeds: []              | sweep.count",
                "seeds: [a]             | setting.notWhole",
                "grid: [1]              | setting.notASection",
                "grid: {training.batch: 3} | sweep.notAList",
                "grid: {training.bach: [3]} | setting.unknownKey"
            })
    void whatIsWrongIsNamed(String line, String reason) {
        String yaml = "fedlens: 1\nexperiment: {}\n" + line;
        assertEquals(
                reason, assertThrows(Problem.class, () -> load(yaml)).reason().key());
    }
}
