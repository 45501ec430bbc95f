package org.fedlens.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A setting that is one of several named things, each with fields of its own: a partition, an optimizer, an
 * algorithm.
 *
 * @param <T> what is chosen
 */
public interface Choices<T> {
    /** The names, in the order in which a person should meet them. */
    List<String> names();

    List<SettingField> fields(String name);

    /** @param values a value for every field */
    T create(String name, Map<String, Object> values);

    String nameOf(T value);

    Map<String, Object> values(T value);

    /** The choices of a sealed interface whose permitted types are records with {@link Named}. */
    static <T> Choices<T> sealed(Class<T> type) {
        Map<String, Class<? extends Record>> records = new LinkedHashMap<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            records.put(permitted.getAnnotation(Named.class).value(), permitted.asSubclass(Record.class));
        }
        return new Choices<>() {
            @Override
            public List<String> names() {
                return new ArrayList<>(records.keySet());
            }

            @Override
            public List<SettingField> fields(String name) {
                return Form.fields(records.get(name));
            }

            @Override
            public T create(String name, Map<String, Object> values) {
                return type.cast(Form.create(records.get(name), values));
            }

            @Override
            public String nameOf(T value) {
                return value.getClass().getAnnotation(Named.class).value();
            }

            @Override
            public Map<String, Object> values(T value) {
                return Form.values((Record) value);
            }
        };
    }
}
