package org.fedlens.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** Keys as they are printed on a keyboard: Ctrl Shift Z. */
final class KeyNames {
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    private static final Map<KeyCode, String> SIGNS = Map.ofEntries(
            Map.entry(KeyCode.PERIOD, "."),
            Map.entry(KeyCode.COMMA, ","),
            Map.entry(KeyCode.PLUS, "+"),
            Map.entry(KeyCode.MINUS, "-"),
            Map.entry(KeyCode.OPEN_BRACKET, "["),
            Map.entry(KeyCode.CLOSE_BRACKET, "]"),
            Map.entry(KeyCode.ESCAPE, "Esc"),
            Map.entry(KeyCode.LEFT, "\u2190"),
            Map.entry(KeyCode.RIGHT, "\u2192"));

    private KeyNames() {}

    static String say(KeyCodeCombination key, UiEnvironment surroundings) {
        List<String> parts = new ArrayList<>();
        if (key.getShortcut() == KeyCombination.ModifierValue.DOWN) {
            parts.add(MAC ? "\u2318" : "Ctrl");
        }
        if (key.getShift() == KeyCombination.ModifierValue.DOWN) {
            parts.add("Shift");
        }
        KeyCode code = key.getCode();
        parts.add(code == KeyCode.SPACE ? surroundings.say("ui.key.space") : SIGNS.getOrDefault(code, code.getName()));
        return String.join(" ", parts);
    }
}
