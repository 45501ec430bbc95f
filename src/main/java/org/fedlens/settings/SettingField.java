package org.fedlens.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * One setting: its name, its type and what it accepts.
 *
 * @param owner simple name of the record that holds it, for wording
 * @param name key in the experiment file
 * @param type {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String} or an enum
 * @param rule range, whether it may change during a run
 * @param usual the default, spelled as in the experiment file
 */
public record SettingField(String owner, String name, Class<?> type, Setting rule, String usual) {

    public SettingField(String owner, String name, Class<?> type, Setting rule) {
        this(owner, name, type, rule, rule.standard());
    }

    /** The value it takes where the file says nothing. */
    public Object standard() {
        return parse(usual, name);
    }

    /** The same setting with another default, where a whole brings its own. */
    public SettingField withStandard(Object value) {
        return new SettingField(owner, name, type, rule, spell(value));
    }

    /** The names an enum field accepts, as the experiment file spells them; empty for other types. */
    public List<String> choices() {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(SettingField::spell)
                        .toList()
                : List.of();
    }

    /** How the experiment file spells a value. */
    public static String spell(Object value) {
        return value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT).replace('_', '-') : String.valueOf(value);
    }

    /**
     * Reads a raw value of the experiment file, a flag or a control.
     *
     * @param raw a number, boolean or string
     * @param path where it stands, for the message
     * @throws Problem if it has the wrong type or lies outside the range
     */
    public Object parse(Object raw, String path) {
        String said = String.valueOf(raw).strip();
        if (type == String.class) {
            return said;
        }
        if (type == boolean.class) {
            if (said.equals("true") || said.equals("on")) {
                return true;
            }
            if (said.equals("false") || said.equals("off")) {
                return false;
            }
            throw wrong(path, said, "setting.notBoolean");
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> spell(constant).equalsIgnoreCase(said))
                    .findFirst()
                    .orElseThrow(() -> new Problem(
                            path,
                            Text.of("setting.notAChoice", said),
                            Text.of("setting.chooseOne", String.join(", ", choices()))));
        }
        return number(said, path);
    }

    private Object number(String said, String path) {
        double value;
        try {
            value = Double.parseDouble(said);
        } catch (NumberFormatException e) {
            throw wrong(path, said, "setting.notNumber");
        }
        boolean whole = type != double.class;
        if (whole && value != Math.rint(value)) {
            throw wrong(path, said, "setting.notWhole");
        }
        if (!(value >= rule.min() && value <= rule.max()) || Double.isInfinite(value)) {
            throw wrong(path, said, "setting.outside");
        }
        if (type == int.class) {
            return (int) value;
        }
        return type == long.class ? (Object) Long.parseLong(said.replaceFirst("\\.0*$", "")) : (Object) value;
    }

    private Problem wrong(String path, String said, String key) {
        return new Problem(path, Text.of(key, said), remedy());
    }

    private Text remedy() {
        if (type == boolean.class) {
            return Text.of("setting.chooseOne", "true, false");
        }
        String kind = type == double.class ? "setting.enterNumber" : "setting.enterWhole";
        if (Double.isInfinite(rule.min()) || Double.isInfinite(rule.max())) {
            return Text.of(kind + ".free");
        }
        return Text.of(kind, rule.min(), rule.max());
    }
}
