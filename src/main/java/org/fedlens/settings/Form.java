package org.fedlens.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
