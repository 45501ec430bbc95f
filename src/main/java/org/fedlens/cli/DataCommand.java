package org.fedlens.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code data}: what a folder holds, and how an experiment deals it. */
@Command(
        name = "data",
        description = "Checks data, and shows how an experiment deals them.",
        mixinStandardHelpOptions = true,
        subcommands = {DataCheckCommand.class, DataPartitionCommand.class})
final class DataCommand {
    @ParentCommand
    private CommandLine root;

    CommandLine root() {
        return root;
    }
}
