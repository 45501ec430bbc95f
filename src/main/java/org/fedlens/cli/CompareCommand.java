package org.fedlens.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedlens.experiment.PastRun;
import org.fedlens.experiment.RunStore;
import org.fedlens.experiment.Twins;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code compare RUN RUN}: two runs side by side, the first round in which they part, and how far they are apart. */
@Command(name = "compare", description = "Shows two runs side by side.", mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its name in the list")
    private String first;

    @Parameters(index = "1", paramLabel = "RUN", description = "The other run")
    private String second;

    @Option(names = "--metric", paramLabel = "NAME", description = "What to compare (default: ${DEFAULT-VALUE})")
    private String metric = "accuracy";

    @Override
    public Integer call() {
        tell(root.words(), ListCommand.folder(first), ListCommand.folder(second), metric);
        return CommandLine.DONE;
    }

    static void tell(Words words, Path first, Path second, String metric) {
        PastRun one = RunStore.open(first);
        PastRun other = RunStore.open(second);
        Twins twins = Twins.of(one, other, metric);
        System.out.println(words.say(
                "cli.twins.names",
                one.experiment().method(),
                first,
                other.experiment().method(),
                second));
        System.out.println(words.say(
                twins.sameData() && twins.samePartition() ? "cli.twins.sameClients" : "cli.twins.otherClients"));
        System.out.println(
                twins.drawsPart().isEmpty()
                        ? words.say("cli.twins.sameDraws")
                        : words.say("cli.twins.otherDraws", twins.drawsPart().getAsInt()));
        System.out.println(
                twins.parts().isEmpty()
                        ? words.say("cli.twins.never")
                        : words.say("cli.twins.part", twins.parts().getAsInt()));
        System.out.printf(
                "%8s %14s %14s %14s%n",
                (Object[]) words.say("cli.twins.columns", metric).split("\\|"));
        for (Twins.Row row : twins.rounds()) {
            if (!Double.isNaN(row.first()) || !Double.isNaN(row.second())) {
                System.out.printf(
                        Locale.ROOT,
                        "%8d %14.6g %14.6g %+14.6g%n",
                        row.round(),
                        row.first(),
                        row.second(),
                        row.difference());
            }
        }
    }
}
