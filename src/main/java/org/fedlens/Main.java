package org.fedlens;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.fedlens.app.shell.FedLensApp;
import org.fedlens.cli.CommandLine;
import org.fedlens.cli.TerminalFallback;
import org.fedlens.cli.TerminalFaults;
import org.fedlens.experiment.store.FedLensHome;
import org.fedlens.experiment.store.ProgramVersion;
import org.fedlens.log.Faults;
import org.fedlens.log.LogFile;
import org.fedlens.text.Text;
import org.slf4j.LoggerFactory;

/**
 * Where the program starts: with arguments the command line, without them the window. Where no window can open it says
 * so in one line and runs the built-in experiment in the terminal.
 */
public final class Main {
    private static final Logger TOOLKIT = Logger.getLogger("javafx");
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        Faults.install(TerminalFaults::tell);
        boolean logged = begin(arguments);
        if (arguments.length > 0) {
            tellOf(logged);
            System.exit(CommandLine.execute(arguments));
        }
        Optional<Text> hindrance = Display.hindrance(System.getenv(), System.getProperty("os.name"));
        if (hindrance.isEmpty()) {
            hindrance = open();
        }
        if (hindrance.isPresent()) {
            tellOf(logged);
            System.exit(TerminalFallback.play(hindrance.get()));
        }
    }

    /** Opens the log and writes who begins. @return false if there is none */
    private static boolean begin(String... arguments) {
        boolean logged = LogFile.open(FedLensHome.folder()).isPresent();
        LOG.info(
                "FedLens {} begins, Java {} ({}), {} {}, {} processors, {} MB: {}",
                ProgramVersion.number(),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                arguments.length == 0 ? "the window" : CommandLine.names(arguments));
        return logged;
    }

    private static void tellOf(boolean logged) {
        if (!logged) {
            TerminalFaults.withoutLog(FedLensHome.folder());
        }
    }

    private static Optional<Text> open() {
        // The toolkit is on the class path on purpose, beside libraries that are no modules; its warning helps nobody.
        TOOLKIT.setLevel(Level.SEVERE);
        try {
            FedLensApp.open();
            return Optional.empty();
        } catch (RuntimeException | LinkageError failure) {
            Optional<Text> hindrance = Display.hindrance(failure);
            if (hindrance.isEmpty()) {
                throw failure;
            }
            return hindrance;
        }
    }
}
