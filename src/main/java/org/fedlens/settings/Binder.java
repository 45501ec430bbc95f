package org.fedlens.settings;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Turns the tree of an experiment file into records and back. A component with {@link Setting} is a plain value, a
 * record is a map, anything else is one of its {@link Choices}. Every key that is not known is a problem that names
 * the nearest known one.
 */
public final class Binder {
    /** Keys further away than this are not offered as what was meant. */
    private static final int NEAR = 3;

    private final Map<Class<?>, Choices<?>> choices;

    /** @param choices of the types that are not sealed interfaces of records */
    public Binder(Map<Class<?>, Choices<?>> choices) {
        this.choices = new ConcurrentHashMap<>(choices);
    }

    /**
     * Reads a record.
     *
     * @param tree as parsed; missing keys take their defaults
     * @param problems told everything that is wrong, in the order of the form
     * @return the record, or nothing if there was a problem
     */
    public <R extends Record> Optional<R> read(Class<R> type, Map<String, Object> tree, Consumer<Problem> problems) {
        int[] count = {0};
        Object read = record(type, tree, "", Set.of(), problem -> {
            count[0]++;
            problems.accept(problem);
        });
        return count[0] == 0 ? Optional.of(type.cast(read)) : Optional.empty();
    }

    /** The tree of a record: what {@link #read} would need to make it again, nothing left to defaults. */
    public Map<String, Object> write(Record record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Form.component(record, component.getName());
            Class<?> type = component.getType();
            if (component.isAnnotationPresent(Setting.class)) {
                tree.put(component.getName(), plain(value));
            } else if (type.isRecord() && !isChoice(type)) {
                tree.put(component.getName(), write((Record) value));
            } else if (component.isAnnotationPresent(Inline.class)) {
                writeChoice(tree, component.getAnnotation(Inline.class).value(), type, value);
            } else {
                Map<String, Object> inner = new LinkedHashMap<>();
                writeChoice(inner, "name", type, value);
                tree.put(component.getName(), inner);
            }
        }
        return tree;
    }

    /** The lines of the form for a tree as it stands, wrong values included. */
    public List<Entry> entries(Class<? extends Record> type, Map<String, Object> tree) {
        List<Entry> entries = new ArrayList<>();
        entries(type, tree, "", entries);
        return entries;
    }

    private void entries(Class<?> type, Map<String, Object> tree, String prefix, List<Entry> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            Class<?> inner = component.getType();
            if (component.isAnnotationPresent(Setting.class)) {
                into.add(scalar(field(type, component), tree, prefix));
            } else if (inner.isRecord() && !isChoice(inner)) {
                entries(inner, map(tree.get(name)), prefix + name + ".", into);
            } else if (component.isAnnotationPresent(Inline.class)) {
                choiceEntries(component.getAnnotation(Inline.class).value(), inner, tree, prefix, into);
            } else {
                choiceEntries("name", inner, map(tree.get(name)), prefix + name + ".", into);
            }
        }
    }

    private void choiceEntries(String key, Class<?> type, Map<String, Object> tree, String prefix, List<Entry> into) {
        Choices<?> options = choices(type);
        String chosen = String.valueOf(tree.getOrDefault(key, options.names().get(0)));
        into.add(new Entry.Choice(prefix + key, options.names(), chosen));
        if (options.names().contains(chosen)) {
            options.fields(chosen).forEach(field -> into.add(scalar(field, tree, prefix)));
        }
    }

    private static Entry.Scalar scalar(Field field, Map<String, Object> tree, String prefix) {
        Object value = tree.get(field.name());
        return new Entry.Scalar(prefix + field.name(), field, value == null ? field.standard() : value);
    }

    private Object record(
            Class<?> type, Map<String, Object> tree, String prefix, Set<String> alsoKnown, Consumer<Problem> problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>(alsoKnown);
        boolean[] sound = {true};
        Consumer<Problem> noting = problem -> {
            sound[0] = false;
            problems.accept(problem);
        };
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            Class<?> inner = component.getType();
            Inline inline = component.getAnnotation(Inline.class);
            if (inline == null) {
                known.add(name);
            }
            if (component.isAnnotationPresent(Setting.class)) {
                values.put(name, value(field(type, component), tree, prefix, noting));
            } else if (inline != null) {
                Set<String> keys = new TreeSet<>();
                values.put(name, choice(inline.value(), inner, tree, prefix, keys, noting));
                known.addAll(keys);
            } else if (inner.isRecord() && !isChoice(inner)) {
                values.put(
                        name,
                        record(inner, section(tree, name, prefix, noting), prefix + name + ".", Set.of(), noting));
            } else {
                Map<String, Object> section = section(tree, name, prefix, noting);
                Set<String> keys = new TreeSet<>();
                values.put(name, choice("name", inner, section, prefix + name + ".", keys, noting));
                rejectUnknown(section, keys, prefix + name + ".", noting);
            }
        }
        rejectUnknown(tree, known, prefix, noting);
        return sound[0] ? make(() -> Form.create(type, values), noting) : null;
    }

    private Object choice(
            String key,
            Class<?> type,
            Map<String, Object> tree,
            String prefix,
            Set<String> known,
            Consumer<Problem> problems) {
        Choices<?> options = choices(type);
        known.add(key);
        String chosen = String.valueOf(tree.getOrDefault(key, options.names().get(0)));
        Optional<String> name = options.names().stream()
                .filter(option -> option.equalsIgnoreCase(chosen))
                .findFirst();
        if (name.isEmpty()) {
            known.addAll(tree.keySet());
            problems.accept(new Problem(
                    prefix + key,
                    Text.of("setting.notAChoice", chosen),
                    Text.of("setting.chooseOne", String.join(", ", options.names()))));
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        boolean[] sound = {true};
        for (Field field : options.fields(name.get())) {
            known.add(field.name());
            values.put(field.name(), value(field, tree, prefix, problem -> {
                sound[0] = false;
                problems.accept(problem);
            }));
        }
        return sound[0] ? make(() -> options.create(name.get(), values), problems) : null;
    }

    private static Object make(Supplier<Object> maker, Consumer<Problem> problems) {
        try {
            return maker.get();
        } catch (Problem problem) {
            problems.accept(problem);
            return null;
        }
    }

    private static Object value(Field field, Map<String, Object> tree, String prefix, Consumer<Problem> problems) {
        Object raw = tree.get(field.name());
        try {
            return raw == null ? field.standard() : field.parse(raw, prefix + field.name());
        } catch (Problem problem) {
            problems.accept(problem);
            return null;
        }
    }

    private static void rejectUnknown(
            Map<String, Object> tree, Set<String> known, String prefix, Consumer<Problem> problems) {
        for (String key : tree.keySet()) {
            if (!known.contains(key)) {
                Text remedy = nearest(key, known)
                        .map(near -> Text.of("setting.didYouMean", near))
                        .orElse(Text.of("setting.knownKeys", String.join(", ", known)));
                problems.accept(new Problem(prefix + key, Text.of("setting.unknownKey"), remedy));
            }
        }
    }

    private static Optional<String> nearest(String key, Set<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance(NEAR);
        return known.stream()
                .filter(candidate -> distance.apply(key, candidate) >= 0)
                .min(Comparator.comparingInt(candidate -> distance.apply(key, candidate)));
    }

    private static Map<String, Object> section(
            Map<String, Object> tree, String name, String prefix, Consumer<Problem> problems) {
        Object section = tree.get(name);
        if (section != null && !(section instanceof Map)) {
            problems.accept(
                    new Problem(prefix + name, Text.of("setting.notASection"), Text.of("setting.writeSection")));
        }
        return map(section);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object section) {
        return section instanceof Map ? (Map<String, Object>) section : Map.of();
    }

    private static Field field(Class<?> owner, RecordComponent component) {
        return new Field(
                owner.getSimpleName(),
                component.getName(),
                component.getType(),
                component.getAnnotation(Setting.class));
    }

    private static Object plain(Object value) {
        return value instanceof Enum<?> ? Field.spell(value) : value;
    }

    private <T> void writeChoice(Map<String, Object> tree, String key, Class<T> type, Object value) {
        Choices<T> options = choices(type);
        tree.put(key, options.nameOf(type.cast(value)));
        options.values(type.cast(value)).forEach((name, inner) -> tree.put(name, plain(inner)));
    }

    private boolean isChoice(Class<?> type) {
        return choices.containsKey(type);
    }

    @SuppressWarnings("unchecked")
    private <T> Choices<T> choices(Class<T> type) {
        return (Choices<T>) choices.computeIfAbsent(type, missing -> Choices.sealed(missing));
    }
}
