package org.fedlens.app.kit;

import java.util.function.Function;
import javafx.util.StringConverter;

/**
 * How the values of a box are called. They are only chosen, never typed.
 *
 * @param <T> what is chosen
 */
final class ChoiceNames<T> extends StringConverter<T> {
    private final Function<T, String> name;

    ChoiceNames(Function<T, String> name) {
        this.name = name;
    }

    @Override
    public String toString(T value) {
        return value == null ? "" : name.apply(value);
    }

    @Override
    public T fromString(String said) {
        throw new UnsupportedOperationException("Values of this box are chosen, not typed");
    }
}
