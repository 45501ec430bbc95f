package org.fedlens.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code resume RUN}: goes on from a run's last checkpoint, to the same bits as if it had never stopped. */
@Command(name = "resume", description = "Goes on with a run from its last checkpoint.", mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its name in the list")
    private String run;

    @Mixin
    private RunOptionsMixin options;

    @Override
    public Integer call() throws InterruptedException {
        Path folder = ListCommand.folder(run);
        return TerminalRun.play(
                root.words(),
                (service, listener) -> service.resume(folder, options.options(Optional.empty()), listener));
    }
}
