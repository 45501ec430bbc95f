package org.fedlens.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The settings of one record, read off its {@link Setting} components: the same list feeds the file, the flags and
 * the window, so they cannot drift apart.
 */
public final class Form {
    private Form() {}

    /** The fields of a record, in the order of its components; components without {@link Setting} are left out. */
    public static List<SettingField> fields(Class<? extends Record> type) {
        List<SettingField> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Setting rule = component.getAnnotation(Setting.class);
            if (rule != null) {
                fields.add(new SettingField(type.getSimpleName(), component.getName(), component.getType(), rule));
            }
        }
        return fields;
    }

    /**
     * The record that the standards of its settings describe, but for what is named. Components that are no settings must
     * be named, except for flags, which are off.
     *
     * @param differing values by the names of components
     * @throws IllegalArgumentException if a name is none of a component, or a component is left without a value
     * @throws org.fedlens.text.Problem if a value lies outside of its setting's range
     */
    public static <R extends Record> R standard(Class<R> type, Map<String, Object> differing) {
        Map<String, Object> all = new LinkedHashMap<>();
        fields(type).forEach(field -> all.put(field.name(), field.standard()));
        List<String> names = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            if (component.getType() == boolean.class) {
                all.putIfAbsent(component.getName(), false);
            }
        }
        all.putAll(differing);
        fields(type)
                .forEach(field -> all.computeIfPresent(
                        field.name(), (name, value) -> field.parse(SettingField.spell(value), name)));
        if (!all.keySet().equals(new LinkedHashSet<>(names))) {
            throw new IllegalArgumentException(type.getSimpleName() + " has " + names + ", not " + all.keySet());
        }
        return create(type, all);
    }

    /** The current values of a record's fields by name. */
    public static Map<String, Object> values(Record record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (SettingField field : fields(record.getClass())) {
            values.put(field.name(), component(record, field.name()));
        }
        return values;
    }

    /** The record with some components replaced; the rest stays as it is. */
    public static <R extends Record> R with(R record, Map<String, Object> replaced) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            all.put(component.getName(), component(record, component.getName()));
        }
        all.putAll(replaced);
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) record.getClass();
        return create(type, all);
    }

    /**
     * Makes a record from the values of all its components.
     *
     * @throws org.fedlens.text.Problem if the record's own constructor refuses them
     */
    public static <R> R create(Class<R> type, Map<String, Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments =
                Arrays.stream(components).map(c -> values.get(c.getName())).toArray();
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot create " + type, e);
        }
    }

    static Object component(Record record, String name) {
        try {
            var accessor = record.getClass().getMethod(name);
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + name + " of " + record.getClass(), e);
        }
    }
}
