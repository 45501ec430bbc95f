package org.fedlens.text;

import java.util.List;

/**
 * A sentence that has not been put into words yet: the key of a message and the values that fill it. Values may be
 * texts themselves. Engine code makes texts, the window and the terminal say them in the user's language.
 *
 * @param key key in the message bundles
 * @param values what fills the placeholders, in order
 */
public record Text(String key, List<Object> values) {
    public Text {
        values = List.copyOf(values);
    }

    public static Text of(String key, Object... values) {
        return new Text(key, List.of(values));
    }

    /** A text that is the same in every language, such as a file name or a field's path. */
    public static Text verbatim(Object value) {
        return of("verbatim", String.valueOf(value));
    }
}
