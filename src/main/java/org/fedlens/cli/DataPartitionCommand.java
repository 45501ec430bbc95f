package org.fedlens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedlens.data.DataSet;
import org.fedlens.data.partition.Partition;
import org.fedlens.data.partition.PartitionMap;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.metrics.Heterogeneity;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code data partition FILE}: who holds how many images of which class, and how far the clients differ. */
@Command(name = "partition", description = "Shows how an experiment deals its images.", mixinStandardHelpOptions = true)
final class DataPartitionCommand implements Callable<Integer> {
    private static final int WIDEST_NAME = 10;

    @ParentCommand
    private DataCommand data;

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment file (YAML)")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes one setting; may be repeated")
    private List<String> changes = List.of();

    @Option(names = "--export", paramLabel = "MAP", description = "Writes the partition: .json, else plain lists")
    private Path export;

    @Option(names = "--map", paramLabel = "MAP", description = "Shows this partition in place of the experiment's own")
    private Path map;

    @Override
    public Integer call() {
        Words words = data.root().words();
        if (!Files.isRegularFile(file)) {
            throw new Problem(file.toString(), Text.of("file.missing"), Text.of("file.checkPath"));
        }
        Map<String, Object> tree = ExperimentFile.load(file);
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new Problem("--set " + change, Text.of("cli.noEquals"), Text.of("cli.writeEquals"));
            }
            tree = ExperimentFile.with(tree, change.substring(0, equals), change.substring(equals + 1));
        }
        Experiment experiment = ExperimentFile.require(tree);
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        DataSet images = experiment.data().open(base, experiment.seed());
        images.notes().forEach(note -> System.out.println(words.say(note)));
        Partition partition = map != null
                ? PartitionMap.read(map, images.train().count())
                : experiment.partition().deal(images, base, experiment.seed());
        print(words, images, partition);
        if (export != null) {
            write(partition, images.train().count());
        }
        return CommandLine.DONE;
    }

    private static void print(Words words, DataSet images, Partition partition) {
        String[] head = words.say("cli.partition.head").split("\\|");
        StringBuilder line = new StringBuilder(String.format("%-8s %9s", (Object[]) head));
        images.classes().forEach(name -> line.append(' ').append(String.format("%10s", shortened(name))));
        System.out.println(line);
        int[][] counts = partition.histograms(images.train().labels());
        for (int client = 0; client < counts.length; client++) {
            line.setLength(0);
            line.append(String.format(Locale.ROOT, "%-8s %9d", Words.client(client), partition.size(client)));
            for (int count : counts[client]) {
                line.append(count == 0 ? String.format("%11s", "-") : String.format(Locale.ROOT, "%11d", count));
            }
            System.out.println(line);
        }
        Heterogeneity figures = Heterogeneity.of(counts);
        System.out.println(words.say(
                "cli.partition.figures",
                rounded(figures.meanJensenShannon()),
                rounded(figures.meanEarthMover()),
                rounded(figures.meanEffectiveClasses()),
                rounded(figures.sizeVariation())));
        System.out.println(words.say("cli.partition.hash", partition.hash()));
    }

    private static String shortened(String name) {
        return name.length() > WIDEST_NAME ? name.substring(0, WIDEST_NAME) : name;
    }

    private static String rounded(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }

    private void write(Partition partition, int images) {
        boolean json = export.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        try {
            Files.writeString(export, json ? PartitionMap.json(partition, images) : PartitionMap.lines(partition));
        } catch (IOException e) {
            throw new Problem(export.toString(), Text.of("run.readOnly"), Text.of("run.otherFolder"), e);
        }
    }
}
