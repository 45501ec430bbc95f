package org.fedlens.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fedlens.experiment.Experiment;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.PastRun;
import org.fedlens.experiment.Replay;
import org.fedlens.experiment.RunEvent;
import org.fedlens.experiment.RunStore;
import org.fedlens.text.CsvText;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code timeline RUN}: the simulated time of a run, as it was or as it would have been under another pacing. */
@Command(
        name = "timeline",
        description = "Shows the simulated time of a run, with --set as it would be under another pacing.",
        mixinStandardHelpOptions = true)
final class TimelineCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its name in the list")
    private String run;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another pacing, for example system.pacing.name=fedbuff; may be repeated")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "Also writes every visit")
    private Path csv;

    @Override
    public Integer call() throws InterruptedException {
        PastRun past = RunStore.open(ListCommand.folder(run));
        List<RunEvent.Clocked> rounds = changes.isEmpty() ? recorded(past) : replayed(past);
        System.out.printf(
                "%8s %12s %9s %6s %6s%n",
                (Object[]) root.words().say("cli.timeline.columns").split("\\|"));
        for (RunEvent.Clocked clocked : rounds) {
            System.out.printf(
                    Locale.ROOT,
                    "%8d %12.2f %9d %6d %6d%n",
                    clocked.round(),
                    clocked.closed(),
                    count(clocked, RunEvent.Fate.COUNTED),
                    count(clocked, RunEvent.Fate.LATE),
                    count(clocked, RunEvent.Fate.LOST));
        }
        if (csv != null) {
            write(rounds);
        }
        return CommandLine.DONE;
    }

    private static long count(RunEvent.Clocked clocked, RunEvent.Fate fate) {
        return clocked.spans().stream().filter(span -> span.fate() == fate).count();
    }

    private static List<RunEvent.Clocked> recorded(PastRun past) {
        List<RunEvent.Clocked> rounds = new ArrayList<>();
        past.replay(moment -> {
            if (moment.event() instanceof RunEvent.Clocked clocked) {
                rounds.removeIf(before -> before.round() >= clocked.round());
                rounds.add(clocked);
            }
        });
        return rounds;
    }

    private List<RunEvent.Clocked> replayed(PastRun past) throws InterruptedException {
        Map<String, Object> tree = ExperimentFile.tree(past.experiment());
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new Problem("--set " + change, Text.of("cli.noEquals"), Text.of("cli.writeEquals"));
            }
            tree = ExperimentFile.with(tree, change.substring(0, equals), change.substring(equals + 1));
        }
        Experiment other = ExperimentFile.require(tree);
        return Replay.of(past, other.system().pacing(), other.training().rounds());
    }

    private void write(List<RunEvent.Clocked> rounds) {
        CsvText rows = CsvText.plain().head(List.of("round", "client", "sent-in-round", "begun", "ended", "fate"));
        rounds.forEach(clocked -> clocked.spans()
                .forEach(span -> rows.row(
                        clocked.round(), span.client(), span.round(), span.begun(), span.ended(), span.fate())));
        try {
            Files.writeString(csv, rows.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
