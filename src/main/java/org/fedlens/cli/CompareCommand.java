package org.fedlens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedlens.experiment.inspect.PairedRuns;
import org.fedlens.experiment.store.PastRun;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.experiment.store.RunSummary;
import org.fedlens.report.Comparison;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code compare RUN RUN}: two runs side by side, the first round in which they part, and how far they are apart; with
 * more runs, or the folder of a sweep, groups of runs that differ in their seed only, and whether they differ for sure.
 */
@Command(
        name = "compare",
        description = "Shows two runs side by side, or several as groups with a paired test.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Runs' folders, or their names in the list; a folder that holds runs stands for all of them")
    private List<String> names = new ArrayList<>();

    @Option(names = "--metric", paramLabel = "NAME", description = "What to compare (default: ${DEFAULT-VALUE})")
    private String metric = "accuracy";

    @Option(
            names = "--test",
            paramLabel = "NAME",
            description = "How groups are tested: t or wilcoxon (default: ${DEFAULT-VALUE})")
    private Comparison.Test test = Comparison.Test.T;

    @Option(names = "--csv", paramLabel = "FILE", description = "Also writes the groups of several runs")
    private Path csv;

    @Override
    public Integer call() {
        List<Path> folders = new ArrayList<>();
        for (String name : names) {
            Path folder = ListCommand.folder(name);
            List<RunSummary> inside = RunStore.list(folder);
            if (inside.isEmpty()) {
                folders.add(folder);
            } else {
                inside.forEach(run -> folders.add(run.folder()));
            }
        }
        if (folders.size() < 2) {
            throw new Problem(names.get(0), Text.of("compare.one"), Text.of("compare.several"));
        }
        if (folders.size() == 2) {
            tell(root.words(), folders.get(0), folders.get(1), metric);
        } else {
            tell(Comparison.of(folders.stream().map(RunStore::open).toList(), metric, test));
        }
        return CommandLine.DONE;
    }

    private void tell(Comparison comparison) {
        System.out.printf(
                "%-40s %5s %22s %22s%n",
                (Object[]) root.words().say("cli.compare.groups", metric).split("\\|"));
        for (Comparison.Group group : comparison.groups()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %5d %22s %22s%n",
                    group.label(),
                    group.runs().size(),
                    figure(group.meanLast(), group.spreadLast()),
                    figure(group.meanBest(), group.spreadBest()));
        }
        if (!comparison.pairs().isEmpty()) {
            System.out.println();
            System.out.printf(
                    "%-56s %6s %12s %10s %10s%n",
                    (Object[]) root.words().say("cli.compare.pairs").split("\\|"));
        }
        for (Comparison.Pair pair : comparison.pairs()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-56s %6d %+12.4g %10s %10s%n",
                    pair.first() + " - " + pair.second(),
                    pair.seeds(),
                    pair.difference(),
                    chance(pair.p()),
                    chance(pair.corrected()));
        }
        if (csv != null) {
            try {
                Files.writeString(csv, comparison.csv());
            } catch (IOException e) {
                throw new Problem(csv.toString(), Text.of("file.notWritten"), Text.of("run.otherFolder"), e);
            }
        }
    }

    private static String figure(double mean, double spread) {
        String said = String.format(Locale.ROOT, "%.4g", mean);
        return Double.isNaN(spread) ? said : said + String.format(Locale.ROOT, " \u00b1 %.2g", spread);
    }

    private static String chance(double p) {
        return Double.isNaN(p) ? "-" : String.format(Locale.ROOT, "%.3f", p);
    }

    static void tell(Words words, Path first, Path second, String metric) {
        PastRun one = RunStore.open(first);
        PastRun other = RunStore.open(second);
        PairedRuns twins = PairedRuns.of(one, other, metric);
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
        for (PairedRuns.Row row : twins.rounds()) {
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
