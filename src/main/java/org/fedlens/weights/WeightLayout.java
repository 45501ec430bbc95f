package org.fedlens.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The slots of a model in their fixed order and where each begins in one flat vector. Two layouts with equal slots are
 * equal, whichever run made them.
 */
public final class WeightLayout {
    /** A layout without slots: what a method that sends nothing uploads. */
    public static final WeightLayout EMPTY = new WeightLayout(List.of());

    private final List<Slot> slots;
    private final int[] offsets;
    private final Map<String, Integer> byPath = new HashMap<>();

    public WeightLayout(List<Slot> slots) {
        this.slots = List.copyOf(slots);
        this.offsets = new int[slots.size() + 1];
        for (int i = 0; i < slots.size(); i++) {
            offsets[i + 1] = Math.addExact(offsets[i], slots.get(i).size());
            if (byPath.put(slots.get(i).path(), i) != null) {
                throw new IllegalArgumentException(
                        "Two slots are called " + slots.get(i).path());
            }
        }
    }

    public List<Slot> slots() {
        return slots;
    }

    public int offset(int slot) {
        return offsets[slot];
    }

    /** How many numbers all slots hold together. */
    public int size() {
        return offsets[slots.size()];
    }

    /** Index of the slot with this path, or -1. */
    public int indexOf(String path) {
        return byPath.getOrDefault(path, -1);
    }

    public WeightLayout only(Predicate<Slot> selection) {
        return new WeightLayout(slots.stream().filter(selection).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightLayout layout && slots.equals(layout.slots);
    }

    @Override
    public int hashCode() {
        return slots.hashCode();
    }

    @Override
    public String toString() {
        return slots.size() + " slots, " + size() + " numbers";
    }
}
