package org.fedlens.app.kit;

import org.fedlens.text.Text;

/**
 * One line of the log drawer.
 *
 * @param seconds since the run began
 * @param level how much it matters
 * @param text what happened, in any language
 */
public record LogLine(double seconds, Level level, Text text) {

    /** How much a line matters. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }
}
