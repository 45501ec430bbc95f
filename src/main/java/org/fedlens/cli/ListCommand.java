package org.fedlens.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedlens.experiment.store.FedLensHome;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.experiment.store.RunSummary;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code list}: the runs on this computer, newest first. */
@Command(name = "list", description = "Lists runs, newest first.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder that holds the runs")
    private Path folder = FedLensHome.runs();

    @Override
    public Integer call() {
        Words words = root.words();
        List<RunSummary> runs = RunStore.list(folder);
        if (runs.isEmpty()) {
            System.out.println(words.say("cli.noRuns", folder));
            return CommandLine.DONE;
        }
        System.out.printf(
                "%-36s %-12s %-12s %9s %8s %8s%n",
                (Object[]) words.say("cli.columns").split("\\|"));
        for (RunSummary run : runs) {
            System.out.printf(
                    Locale.ROOT,
                    "%-36s %-12s %-12s %9s %8s %8s%n",
                    run.folder().getFileName(),
                    run.algorithm(),
                    words.say("outcome." + run.outcome()),
                    run.lastRound() + "/" + run.rounds(),
                    percent(run.best()),
                    percent(run.last()));
        }
        return CommandLine.DONE;
    }

    /** A run by its folder, or by its name among the runs on this computer. */
    static Path folder(String run) {
        try {
            Path direct = Path.of(run);
            return Files.isDirectory(direct) ? direct : FedLensHome.runs().resolve(run);
        } catch (InvalidPathException e) {
            throw new Problem(run, Text.of("file.noPath"), Text.of("file.checkPath"), e);
        }
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
