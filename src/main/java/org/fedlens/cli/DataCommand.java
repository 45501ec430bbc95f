package org.fedlens.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code data}: what a folder holds, how an experiment deals it, and data made up by the program. */
@Command(
        name = "data",
        description = "Checks data, loads public sets, shows how an experiment deals them, and generates some.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DataCheckCommand.class,
            DataPartitionCommand.class,
            DataGenerateCommand.class,
            DataGetCommand.class
        })
final class DataCommand {
    @ParentCommand
    private CommandLine root;

    CommandLine root() {
        return root;
    }
}
