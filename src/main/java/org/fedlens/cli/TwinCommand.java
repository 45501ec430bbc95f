package org.fedlens.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedlens.experiment.Experiment;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.Home;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code twin FILE --other KEY=VALUE}: plays an experiment twice, once with something changed, and compares the two.
 */
@Command(
        name = "twin",
        description = "Plays an experiment and the same with something changed, and compares them.",
        mixinStandardHelpOptions = true)
final class TwinCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment file (YAML)")
    private Path file;

    @Option(
            names = "--other",
            required = true,
            paramLabel = "KEY=VALUE",
            description = "What the second run has changed, for example algorithm.name=FedProx; may be repeated")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for both runs")
    private Path out;

    @Option(names = "--metric", paramLabel = "NAME", description = "What to compare (default: ${DEFAULT-VALUE})")
    private String metric = "accuracy";

    @Mixin
    private RunOptionsMixin options;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new Problem(file.toString(), Text.of("file.missing"), Text.of("file.checkPath"));
        }
        Map<String, Object> tree = ExperimentFile.load(file);
        Experiment one = ExperimentFile.require(tree);
        Map<String, Object> changed = tree;
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new Problem("--other " + change, Text.of("cli.noEquals"), Text.of("cli.writeEquals"));
            }
            changed = ExperimentFile.with(changed, change.substring(0, equals), change.substring(equals + 1));
        }
        Experiment other = ExperimentFile.require(changed);
        Path folder = Optional.ofNullable(out).orElseGet(() -> Home.runs()
                .resolve(file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-twins"));
        int first = play(one, folder.resolve("first"));
        int second = play(other, folder.resolve("second"));
        CompareCommand.tell(root.words(), folder.resolve("first"), folder.resolve("second"), metric);
        return Math.max(first, second);
    }

    private int play(Experiment experiment, Path folder) throws InterruptedException {
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        return TerminalRun.play(
                root.words(),
                (service, listener) -> service.start(experiment, base, options.options(Optional.of(folder)), listener));
    }
}
