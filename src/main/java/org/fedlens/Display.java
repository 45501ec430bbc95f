package org.fedlens;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fedlens.text.Text;

/** Whether a window can open here, and if not, why in one sentence and what to install. */
final class Display {
    private Display() {}

    /** What is known before trying. */
    static Optional<Text> hindrance(Map<String, String> environment, String system) {
        boolean linux = system.toLowerCase(Locale.ROOT).contains("linux");
        boolean screen = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return linux && !screen ? Optional.of(Text.of("start.noDisplay")) : Optional.empty();
    }

    /** What a failed start says, or nothing if the failure is our own. */
    static Optional<Text> hindrance(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (said.contains("gtk") || said.contains("glass")) {
                return Optional.of(Text.of("start.noGtk"));
            }
            if (said.contains("open display")) {
                return Optional.of(Text.of("start.noDisplay"));
            }
            if (cause instanceof UnsatisfiedLinkError
                    || said.contains("toolkit")
                    || said.contains("no suitable pipeline")) {
                return Optional.of(Text.of("start.noToolkit", String.valueOf(cause.getMessage())));
            }
        }
        return Optional.empty();
    }
}
