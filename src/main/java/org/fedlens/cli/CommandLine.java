package org.fedlens.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fedlens.experiment.store.ProgramVersion;
import org.fedlens.log.Fault;
import org.fedlens.log.Faults;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
        line.registerConverter(Path.class, root::path);
        try {
            return line.execute(arguments);
        } catch (Error fault) {
            return root.tell(fault, line.getErr());
        }
    }

    /** The commands and options among the arguments, without what they were given: for the log. */
    public static String names(String... arguments) {
        List<String> names = new ArrayList<>();
        picocli.CommandLine at = new picocli.CommandLine(new CommandLine());
        for (String argument : arguments) {
            if (argument.startsWith("-")) {
                names.add(argument.replaceFirst("=.*", ""));
            } else if (at.getSubcommands().containsKey(argument)) {
                at = at.getSubcommands().get(argument);
                names.add(argument);
            }
        }
        return String.join(" ", names);
    }

    private Path path(String typed) {
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(words().say("file.noPath"));
        }
    }

    Words words() {
        return Words.forTag(language);
    }

    int tell(Throwable fault, PrintWriter err) {
        if (fault instanceof InterruptedException) {
            err.println(words().say("cli.stopped"));
            return INTERRUPTED;
        }
        Optional<Problem> mendable = mendable(fault);
        if (mendable.isPresent()) {
            Faults.here().log(mendable.get());
            err.println(words().say("cli.problem", mendable.get().say(words())));
        } else {
            Faults.here().log(fault);
            err.println(TerminalFaults.sentence(fault, words()));
        }
        if (trace) {
            err.print(new Fault(Thread.currentThread().getName(), fault, 1).trace());
        }
        err.flush();
        return mendable.isPresent() ? USERS_FAULT : OUR_FAULT;
    }

    /** A problem as it is; a file that the system refuses is one too, wherever it came up. */
    private static Optional<Problem> mendable(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof Problem problem) {
                return Optional.of(problem);
            }
            if (at instanceof FileSystemException refused && refused.getFile() != null) {
                return Optional.of(new Problem(refused.getFile(), why(refused), Text.of("file.checkPath"), fault));
            }
        }
        return Optional.empty();
    }

    private static Text why(FileSystemException refused) {
        if (refused instanceof NoSuchFileException) {
            return Text.of("file.missing");
        }
        return refused.getReason() == null ? Text.of("file.unreadable") : Text.of("file.refused", refused.getReason());
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"FedLens " + ProgramVersion.number()};
        }
    }
}
