package org.fedlens.federated;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * What a method remembers between rounds besides the model: control variates, momenta, previous networks. A plain map
 * of named weights, so that saving, sending and counting bytes need to know no method.
 */
public record Memory(Map<String, Weights> weights) {
    public static final Memory NONE = new Memory(Map.of());

    public Memory {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    public Optional<Weights> get(String name) {
        return Optional.ofNullable(weights.get(name));
    }

    public Memory with(String name, Weights value) {
        Map<String, Weights> more = new LinkedHashMap<>(weights);
        more.put(name, value);
        return new Memory(more);
    }

    /** With a single number, which is rounded to float32. */
    public Memory with(String name, double number) {
        Slot slot = new Slot(name, Part.BACKBONE, Kind.RUNNING, List.of(1));
        return with(name, Weights.fill(new Layout(List.of(slot)), i -> number));
    }

    /** A single number of this name. */
    public OptionalDouble number(String name) {
        return get(name).stream().mapToDouble(value -> value.at(0)).findFirst();
    }

    /** Both together; where both have a name, the other's counts. */
    public Memory plus(Memory other) {
        Map<String, Weights> both = new LinkedHashMap<>(weights);
        both.putAll(other.weights);
        return new Memory(both);
    }

    /** Only what has one of these names. */
    public Memory only(Set<String> names) {
        Map<String, Weights> some = new LinkedHashMap<>(weights);
        some.keySet().retainAll(names);
        return new Memory(some);
    }

    /** Bytes that travel when all of it is sent. */
    public long bytes() {
        return weights.values().stream().mapToLong(Weights::bytes).sum();
    }
}
