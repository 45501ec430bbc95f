package org.fedlens;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.fedlens.app.shell.FedLensApp;
import org.fedlens.cli.CommandLine;
import org.fedlens.cli.TerminalFallback;
import org.fedlens.text.Text;

/**
 * Where the program starts: with arguments the command line, without them the window. Where no window can open it says
 * so in one line and runs the built-in experiment in the terminal.
 */
public final class Main {
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        if (arguments.length > 0) {
            System.exit(CommandLine.execute(arguments));
        }
        Optional<Text> hindrance = Display.hindrance(System.getenv(), System.getProperty("os.name"));
        if (hindrance.isEmpty()) {
            hindrance = open();
        }
        if (hindrance.isPresent()) {
            System.exit(TerminalFallback.play(hindrance.get()));
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
