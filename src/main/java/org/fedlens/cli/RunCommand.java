package org.fedlens.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code run FILE}: plays an experiment file from its beginning. */
@Command(name = "run", description = "Runs an experiment file.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment file (YAML)")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "The run's folder; must be new or empty")
    private Path out;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes one setting, for example partition.alpha=0.1; may be repeated")
    private List<String> changes = new ArrayList<>();

    @Mixin
    private RunOptionsMixin options;

    @Override
    public Integer call() throws InterruptedException {
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
        List<Problem> problems = new ArrayList<>();
        Optional<Experiment> experiment = ExperimentFile.read(tree, problems::add);
        if (experiment.isEmpty()) {
            problems.stream()
                    .skip(1)
                    .forEach(p -> System.err.println(root.words().say("cli.problem", p.say(root.words()))));
            throw problems.get(0);
        }
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        return TerminalRun.play(
                root.words(),
                (service, listener) ->
                        service.start(experiment.get(), base, options.options(Optional.ofNullable(out)), listener));
    }
}
