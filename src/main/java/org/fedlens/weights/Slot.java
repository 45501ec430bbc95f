package org.fedlens.weights;

import java.util.List;

/**
 * One tensor of a model.
 *
 * @param path name that is the same in every run, such as {@code conv1.weight}
 * @param shape row major; a bias has one axis
 */
public record Slot(String path, NetworkPart part, SlotKind kind, List<Integer> shape) {
    public Slot {
        shape = List.copyOf(shape);
        if (path.isBlank() || shape.isEmpty() || shape.stream().anyMatch(axis -> axis < 1)) {
            throw new IllegalArgumentException("A slot needs a path and positive axes: " + path + " " + shape);
        }
    }

    /** How many numbers it holds. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** True for what the optimizer changes: neither running statistics nor a target network, which follows. */
    public boolean learned() {
        return kind != SlotKind.RUNNING && part != NetworkPart.TARGET;
    }
}
