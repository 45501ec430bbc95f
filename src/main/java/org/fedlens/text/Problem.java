package org.fedlens.text;

/**
 * Something the user can mend: where it is (a file or a field), why it does not work, and what to do. The terminal
 * prints it and leaves with exit code 2; the window shows it beside the field or in a note. Anything that is our own
 * fault is an ordinary exception instead.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final transient Text reason;
    private final transient Text remedy;

    public Problem(String where, Text reason, Text remedy) {
        this(where, reason, remedy, null);
    }

    public Problem(String where, Text reason, Text remedy, Throwable cause) {
        super(null, cause);
        this.where = where;
        this.reason = reason;
        this.remedy = remedy;
    }

    /** The file's path, or the field's path in the experiment file such as {@code partition.alpha}. */
    public String where() {
        return where;
    }

    public Text reason() {
        return reason;
    }

    public Text remedy() {
        return remedy;
    }

    /**
     * Reason and remedy, with the place before them if that is a file: what is said beside a field names the field
     * already.
     */
    public Text said() {
        boolean file = where.indexOf('/') >= 0 || where.indexOf('\\') >= 0;
        return file ? Text.of("problem", where, reason, remedy) : Text.of("problem.line", reason, remedy);
    }

    public String say(Words words) {
        return words.say("problem", where, words.say(reason), words.say(remedy));
    }

    /** The English sentence, for logs. */
    @Override
    public String getMessage() {
        return say(Words.ENGLISH);
    }
}
