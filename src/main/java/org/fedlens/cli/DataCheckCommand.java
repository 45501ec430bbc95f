package org.fedlens.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.data.source.DataCheck;
import org.fedlens.data.source.DataReport;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code data check DIR}: counts, classes, sizes, balance, channel means, pictures in two parts, and every file that is
 * damaged or suspicious, by name. Ends with 2 if a file cannot be used.
 */
@Command(name = "check", description = "Looks at every image of a folder.", mixinStandardHelpOptions = true)
final class DataCheckCommand implements Callable<Integer> {
    @ParentCommand
    private DataCommand data;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder")
    private Path folder;

    @Option(names = "--findings", paramLabel = "N", description = "Name at most so many findings (default: 50)")
    private int most = 50;

    @Override
    public Integer call() {
        Words words = data.root().words();
        DataReport report = DataCheck.of(folder);
        System.out.println(words.say("cli.check.format", report.format()));
        for (DataReport.Part part : report.parts()) {
            print(words, report.classes(), part);
        }
        String sizes = report.sizes().entrySet().stream()
                .limit(5)
                .map(size -> size.getKey().width() + " x " + size.getKey().height() + ": " + size.getValue())
                .collect(Collectors.joining(", "));
        System.out.println(words.say("cli.check.sizes", sizes + (report.sizes().size() > 5 ? ", ..." : "")));
        System.out.println(words.say(
                "cli.check.means",
                report.means().stream()
                        .map(mean -> String.format(Locale.ROOT, "%.4f", mean))
                        .collect(Collectors.joining(" "))));
        System.out.println(words.say("cli.check.duplicates", report.duplicates()));
        findings(words, report);
        return report.unusable() > 0 ? CommandLine.USERS_FAULT : CommandLine.DONE;
    }

    private static void print(Words words, List<String> classes, DataReport.Part part) {
        if (!part.people().isEmpty()) {
            List<Integer> people = part.people();
            System.out.println(words.say(
                    "cli.check.identities",
                    part.name(),
                    part.images(),
                    people.get(0),
                    people.get(1),
                    people.get(2),
                    people.get(3)));
            return;
        }
        System.out.println(words.say("cli.check.part", part.name(), part.images()));
        List<Long> counts = part.perClass();
        Comparator<Integer> bySize = Comparator.comparing(counts::get);
        IntStream.range(0, counts.size())
                .forEach(label ->
                        System.out.printf(Locale.ROOT, "  %-24s %12d%n", classes.get(label), counts.get(label)));
        int least = IntStream.range(0, counts.size()).boxed().min(bySize).orElseThrow();
        int largest = IntStream.range(0, counts.size()).boxed().max(bySize).orElseThrow();
        System.out.println(words.say(
                "cli.check.balance",
                part.name(),
                classes.get(least),
                counts.get(least),
                classes.get(largest),
                counts.get(largest)));
    }

    private void findings(Words words, DataReport report) {
        List<DataReport.Finding> findings = report.findings();
        if (findings.isEmpty()) {
            System.out.println(words.say("cli.check.sound"));
            return;
        }
        System.out.println(words.say("cli.check.found", findings.size(), report.unusable()));
        // Files that cannot be used first: they must not drown among the suspicious ones.
        findings.stream()
                .sorted(Comparator.comparing(finding -> !finding.unusable()))
                .limit(most)
                .forEach(finding -> System.out.println("  " + finding.where() + ": " + words.say(finding.what())));
        if (findings.size() > most) {
            System.out.println("  " + words.say("cli.check.more", findings.size() - most));
        }
    }
}
