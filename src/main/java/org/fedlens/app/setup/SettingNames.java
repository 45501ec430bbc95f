package org.fedlens.app.setup;

import java.util.Locale;
import java.util.Set;
import org.fedlens.app.kit.UiEnvironment;
import org.fedlens.settings.FormEntry;

/**
 * What settings and their values are called on the screen.
 *
 * @param surroundings the language
 */
record SettingNames(UiEnvironment surroundings) {
    /** Settings that are shares of a whole and read best in per cent. */
    private static final Set<String> SHARES = Set.of("participation", "dropOut");

    static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    static boolean isShare(String path) {
        return SHARES.contains(last(path));
    }

    String label(FormEntry entry) {
        String name = last(entry.path());
        if (entry instanceof FormEntry.Scalar scalar) {
            return surroundings.sayFirst(
                    key -> spaced(name), "setting." + scalar.field().owner() + "." + name, "setting." + name);
        }
        String[] parts = entry.path().split("\\.");
        String two = parts.length < 2 ? name : parts[parts.length - 2] + "." + name;
        return surroundings.sayFirst(key -> spaced(name), "setting." + two, "setting." + name);
    }

    /** The sentence of help of a setting, empty if it has none. */
    String help(FormEntry entry) {
        String name = last(entry.path());
        if (entry instanceof FormEntry.Scalar scalar) {
            return surroundings.sayFirst(
                    key -> "", "setting." + scalar.field().owner() + "." + name + ".help", "setting." + name + ".help");
        }
        return surroundings.sayFirst(key -> "", "setting." + name + ".help");
    }

    String choice(String name) {
        return surroundings.sayFirst(key -> name, "choice." + name);
    }

    String choiceHelp(String name) {
        return surroundings.sayFirst(key -> "", "choice." + name + ".help");
    }

    /** A value as a field shows it. */
    String value(String path, Object value) {
        if (value instanceof Number number) {
            double figure = number.doubleValue();
            return isShare(path) ? surroundings.figures().wholePercent(Math.rint(figure * 1000) / 1000) : plain(figure);
        }
        return String.valueOf(value);
    }

    private String plain(double figure) {
        boolean whole = figure == Math.rint(figure) && Math.abs(figure) < 1e15;
        return whole ? String.valueOf((long) figure) : surroundings.figures().setting(figure);
    }

    /** What a typed text means: per cent become shares, the rest is left to the form's own checks. */
    static Object typed(String path, String said) {
        String text = said.strip().replace("\u2009", "");
        if (!isShare(path)) {
            return text;
        }
        try {
            boolean percent = text.endsWith("%");
            double number = Double.parseDouble(
                    percent ? text.substring(0, text.length() - 1).strip() : text);
            return percent || number > 1 ? number / 100 : number;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String spaced(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
