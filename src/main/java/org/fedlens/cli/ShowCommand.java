package org.fedlens.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.store.PastRun;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.experiment.store.RunSummary;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code show RUN}: the settings of one run and its curve as a table. */
@Command(name = "show", description = "Shows one run.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its name in the list")
    private String run;

    @Override
    public Integer call() {
        Words words = root.words();
        PastRun past = RunStore.open(ListCommand.folder(run));
        RunSummary summary = past.summary();
        System.out.println(ExperimentFile.yaml(past.experiment()));
        System.out.printf(
                "%8s %12s %10s %12s %16s%n",
                (Object[]) words.say("cli.curveColumns").split("\\|"));
        past.replay(RunEvent.Evaluated.class, e -> {
            if (!Double.isNaN(e.headline())) {
                System.out.printf(
                        Locale.ROOT,
                        "%8d %12s %10.4f %12s %16s%n",
                        e.round(),
                        ListCommand.percent(e.headline()),
                        e.global("loss"),
                        ListCommand.percent(e.global("served-worst-tenth")),
                        e.round() == 0 ? "-" : Words.count((long) e.global("bytes-up")));
            }
        });
        System.out.println();
        System.out.println(words.say(
                "cli.result",
                words.say("outcome." + summary.outcome()),
                summary.lastRound(),
                ListCommand.percent(summary.last()),
                ListCommand.percent(summary.best())));
        return CommandLine.DONE;
    }
}
