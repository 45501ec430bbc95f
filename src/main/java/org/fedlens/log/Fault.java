package org.fedlens.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.fedlens.text.Problem;

/**
 * Something that went wrong by our own fault, as it is told to people.
 *
 * @param thread on which it happened
 * @param cause what was thrown
 * @param times how often an equal one has happened by now, this one included
 */
public record Fault(String thread, Throwable cause, long times) {
    private static final int LONGEST = 240;

    public Fault {
        if (times < 1) {
            throw new IllegalArgumentException("A fault that has happened " + times + " times");
        }
    }

    /** The innermost cause, or the first problem on the way to it: the wrappers around them say nothing. */
    public Throwable root() {
        return root(cause);
    }

    static Throwable root(Throwable cause) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable at = cause;
        while (!(at instanceof Problem) && at.getCause() != null && seen.add(at)) {
            at = at.getCause();
        }
        return at;
    }

    /** What went wrong on one line: the kind of the innermost cause and its message, shortened. */
    public String name() {
        return nameOf(cause);
    }

    /** {@link #name} of what was thrown. */
    public static String nameOf(Throwable cause) {
        Throwable root = root(cause);
        String message = String.valueOf(root.getMessage()).strip().replaceAll("\\s+", " ");
        String kind = root instanceof Problem ? "" : root.getClass().getSimpleName();
        String said = kind.isEmpty() ? message : root.getMessage() == null ? kind : kind + ": " + message;
        return said.length() > LONGEST ? said.substring(0, LONGEST - 1) + "…" : said;
    }

    /** Two faults with the same kind are the same fault: class, message, and place, our own nearest to it included. */
    public String kind() {
        StackTraceElement[] calls = root().getStackTrace();
        String place = calls.length == 0 ? "" : calls[0].toString();
        return name() + " " + place + " "
                + Arrays.stream(calls)
                        .filter(call -> call.getClassName().startsWith("org.fedlens."))
                        .findFirst()
                        .map(StackTraceElement::toString)
                        .orElse("");
    }

    /** The whole trace, its causes included. */
    public String trace() {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** What whoever mends it needs: the thread, how often, the system and the trace. */
    public String details() {
        return "FedLens, Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "\nThread " + thread + ", " + times
                + (times == 1 ? " time\n" : " times\n") + trace();
    }
}
