package org.fedlens.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.fedlens.log.Fault;
import org.fedlens.log.LogFile;
import org.fedlens.text.Words;

/** What the terminal says of a fault of ours: one sentence and where the log is, never a trace. */
public final class TerminalFaults {
    private TerminalFaults() {}

    /** Says that something went wrong and nothing caught it. */
    public static void tell(Fault fault) {
        if (fault.times() == 1) {
            System.err.println(sentence(fault.cause(), words()));
        }
    }

    /** Says that there is no log and that everything goes on without. @param home where it would have been */
    public static void withoutLog(Path home) {
        System.err.println(words().say("log.none", home));
    }

    static String sentence(Throwable cause, Words words) {
        String name = Fault.nameOf(cause);
        return LogFile.path()
                .map(path -> words.say("cli.crashed", name) + " " + words.say("log.seeFile", path))
                .orElseGet(() -> words.say("cli.crashed", name) + " " + words.say("cli.askTrace"));
    }

    private static Words words() {
        return Words.forTag(Locale.getDefault().toLanguageTag());
    }
}
