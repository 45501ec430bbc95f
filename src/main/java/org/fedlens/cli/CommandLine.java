package org.fedlens.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.fedlens.experiment.store.ProgramVersion;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/**
 * The command line over the same engine as the window. Exit codes: 0 done, 1 our fault, 2 the user's, 130 interrupted.
 */
@Command(
        name = "fedlens",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLine.Versions.class,
        description = "Simulates federated learning of vision models. Without a command it opens the window.",
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            ListCommand.class,
            ShowCommand.class,
            SweepCommand.class,
            TwinCommand.class,
            CompareCommand.class,
            TimelineCommand.class,
            InvertCommand.class,
            DataCommand.class
        })
public final class CommandLine {
    static final int DONE = 0;
    static final int OUR_FAULT = 1;
    static final int USERS_FAULT = 2;
    /** 128 and the number of the interrupt, as shells have it. */
    static final int INTERRUPTED = 130;

    @Option(names = "--lang", description = "Language of messages: en or zh-CN (default: the system's)")
    private String language = Locale.getDefault().toLanguageTag();

    @Option(names = "--trace", description = "Print the whole trace of an error")
    private boolean trace;

    /** Runs one command. @return the exit code */
    public static int execute(String... arguments) {
        CommandLine root = new CommandLine();
        picocli.CommandLine line = new picocli.CommandLine(root);
        line.setExecutionExceptionHandler((fault, command, result) -> root.tell(fault, command.getErr()));
        return line.execute(arguments);
    }

    Words words() {
        return Words.forTag(language);
    }

    private int tell(Exception fault, PrintWriter err) {
        if (fault instanceof Problem problem) {
            err.println(words().say("cli.problem", problem.say(words())));
            if (trace) {
                fault.printStackTrace(err);
            }
            return USERS_FAULT;
        }
        if (fault instanceof InterruptedException) {
            err.println(words().say("cli.stopped"));
            return INTERRUPTED;
        }
        err.println(words().say("cli.crashed", String.valueOf(fault)));
        fault.printStackTrace(err);
        return OUR_FAULT;
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"FedLens " + ProgramVersion.number()};
        }
    }
}
