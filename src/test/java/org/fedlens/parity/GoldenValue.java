package org.fedlens.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A value of a golden file that notes whether it was read: a number, boolean, string or null, a tensor
 * ({@code {"shape": [..], "data": [..]}}), a list, or a map. A check that overlooks a field leaves it unread, and
 * {@link #unread()} names it; so no check can take for granted what the file states. Values are strict: what is asked for
 * as a whole number must be one, and a field that is asked for must be there.
 */
public final class GoldenValue implements Iterable<GoldenValue> {
    private final JsonNode node;
    private final String path;
    private final Map<String, GoldenValue> fields = new LinkedHashMap<>();
    private final List<GoldenValue> items = new ArrayList<>();
    private boolean read;

    private GoldenValue(JsonNode node, String path, Set<String> commentary) {
        this.node = node;
        this.path = path;
        if (isTensor()) {
            int size = shape().stream().reduce(1, Math::multiplyExact);
            check(
                    size == node.get("data").size(),
                    "shape " + shape() + " with " + node.get("data").size() + " numbers");
        } else if (node.isObject()) {
            node.properties().stream()
                    .filter(entry -> !commentary.contains(entry.getKey()))
                    .forEach(entry -> fields.put(entry.getKey(), below(entry.getValue(), "." + entry.getKey())));
        } else if (node.isArray()) {
            node.forEach(item -> items.add(below(item, "[" + items.size() + "]")));
        }
    }

    private GoldenValue below(JsonNode child, String step) {
        return new GoldenValue(child, path + step, Set.of());
    }

    /**
     * The tree below a node.
     *
     * @param path what it is called in messages
     * @param commentary fields of this map that only describe it and need not be read
     */
    static GoldenValue of(JsonNode node, String path, Set<String> commentary) {
        return new GoldenValue(node, path, commentary);
    }

    /** The field of a map; an error if there is none. */
    public GoldenValue get(String name) {
        return find(name).orElseThrow(() -> wrong("no field \"" + name + "\""));
    }

    /** The field of a map, if there is one. */
    public Optional<GoldenValue> find(String name) {
        check(node.isObject() && !isTensor(), "not a map");
        read = true;
        return Optional.ofNullable(fields.get(name));
    }

    /** True if a map has this field; does not count as reading it. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The fields of a map, by name and in the order of the file. */
    public Map<String, GoldenValue> fields() {
        check(node.isObject() && !isTensor(), "not a map");
        read = true;
        return Collections.unmodifiableMap(fields);
    }

    /** An item of a list. */
    public GoldenValue get(int index) {
        check(index < size(), "no item " + index);
        return items.get(index);
    }

    /** How many items a list has. */
    public int size() {
        check(node.isArray(), "not a list");
        read = true;
        return items.size();
    }

    @Override
    public Iterator<GoldenValue> iterator() {
        size();
        return List.copyOf(items).iterator();
    }

    public Stream<GoldenValue> stream() {
        size();
        return items.stream();
    }

    public boolean isNull() {
        boolean none = node.isNull();
        read |= none;
        return none;
    }

    public boolean isTensor() {
        return node.isObject() && node.has("data") && node.has("shape");
    }

    public double number() {
        check(node.isNumber(), "not a number");
        read = true;
        return node.asDouble();
    }

    /** A number that must be whole. */
    public int integer() {
        return Math.toIntExact(whole(number()));
    }

    public String text() {
        check(node.isTextual(), "not a string");
        read = true;
        return node.asText();
    }

    public boolean flag() {
        check(node.isBoolean(), "not true or false");
        read = true;
        return node.asBoolean();
    }

    /** Reads the numbers of a tensor, of a list of numbers, or a single number. */
    public double[] doubles() {
        if (node.isNumber()) {
            return new double[] {number()};
        }
        if (node.isArray()) {
            return stream().mapToDouble(GoldenValue::number).toArray();
        }
        check(isTensor(), "neither tensor nor list");
        read = true;
        double[] values = new double[node.get("data").size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = node.get("data").get(i);
            check(value.isNumber(), "not all numbers");
            values[i] = value.asDouble();
        }
        return values;
    }

    public float[] floats() {
        double[] values = doubles();
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Whole numbers. */
    public long[] longs() {
        double[] values = doubles();
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            longs[i] = whole(values[i]);
        }
        return longs;
    }

    /** Whole numbers. */
    public int[] ints() {
        long[] values = longs();
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = Math.toIntExact(values[i]);
        }
        return ints;
    }

    /** The rows of a matrix, {@code [n][D]}. */
    public float[][] rows() {
        check(isTensor() && shape().size() == 2, "not a matrix");
        float[] all = floats();
        int width = shape().get(1);
        float[][] rows = new float[shape().get(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
        return rows;
    }

    /** The shape of a tensor; does not count as reading it. */
    public List<Integer> shape() {
        check(isTensor(), "not a tensor");
        List<Integer> shape = new ArrayList<>();
        node.get("shape").forEach(axis -> shape.add(axis.asInt()));
        return shape;
    }

    /** The paths of all values that nobody read: leaves, and lists and maps without content. */
    public List<String> unread() {
        List<String> paths = new ArrayList<>();
        collect(paths);
        return paths;
    }

    private void collect(List<String> paths) {
        if (fields.isEmpty() && items.isEmpty() && !read) {
            paths.add(path);
        }
        fields.values().forEach(child -> child.collect(paths));
        items.forEach(child -> child.collect(paths));
    }

    private long whole(double value) {
        check(value == Math.rint(value), value + " where a whole number is needed");
        return (long) value;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw wrong(otherwise);
        }
    }

    private AssertionError wrong(String what) {
        return new AssertionError(path + ": " + what);
    }
}
