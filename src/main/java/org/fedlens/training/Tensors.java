package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/** The weights of one network in native memory, for as long as one visit lasts. */
final class Tensors {
    private final Layout layout;
    private final List<NDArray> arrays;
    private final boolean target;
    private Optional<UniformRandomProvider> random = Optional.empty();

    private Tensors(Layout layout) {
        this(layout, new ArrayList<>(), false);
    }

    private Tensors(Layout layout, List<NDArray> arrays, boolean target) {
        this.layout = layout;
        this.arrays = arrays;
        this.target = target;
    }

    /**
     * Copies weights into native memory.
     *
     * @param manager owns the arrays
     * @param trained true if the learned slots shall receive gradients
     */
    static Tensors load(Weights weights, NDManager manager, boolean trained) {
        Tensors tensors = new Tensors(weights.layout());
        List<Slot> slots = weights.layout().slots();
        for (int i = 0; i < slots.size(); i++) {
            NDArray array = manager.create(weights.slot(i), shape(slots.get(i)), DataType.FLOAT32);
            if (trained && slots.get(i).learned()) {
                array.setRequiresGradient(true);
            }
            tensors.arrays.add(array);
        }
        return tensors;
    }

    static Shape shape(Slot slot) {
        return new Shape(slot.shape().stream().mapToLong(Integer::longValue).toArray());
    }

    /** The array under a path. */
    NDArray get(String path) {
        int index = layout.indexOf(target ? Twins.target(path) : path);
        if (index < 0) {
            throw new IllegalArgumentException("No slot " + path);
        }
        return arrays.get(index);
    }

    /**
     * The same numbers as fresh leaves of a new graph: learned slots share their memory with these and receive
     * gradients, the rest are these themselves. A gradient that begins undefined is handed over by the engine as it is;
     * one that must be zeroed and added to costs two more passes over all weights in every step.
     */
    Tensors leaves() {
        Tensors leaves = new Tensors(layout);
        leaves.random = random;
        for (int i = 0; i < arrays.size(); i++) {
            NDArray array = arrays.get(i);
            if (layout.slots().get(i).learned()) {
                NDArray leaf = array.stopGradient();
                leaf.setRequiresGradient(true);
                leaves.arrays.add(leaf);
            } else {
                leaves.arrays.add(array);
            }
        }
        return leaves;
    }

    /** The same arrays, where each path of the encoder leads to its target slot. */
    Tensors target() {
        return new Tensors(layout, arrays, true);
    }

    /** Moves the learned part of the target towards the encoder, in place: {@code t <- rate t + (1 - rate) w}. */
    void follow(double rate) {
        for (int i = 0; i < arrays.size(); i++) {
            int twin = layout.indexOf(Twins.target(layout.slots().get(i).path()));
            if (twin >= 0 && layout.slots().get(i).learned()) {
                NDArray moved = arrays.get(i).stopGradient().mul((float) (1 - rate));
                arrays.get(twin).muli((float) rate).addi(moved);
            }
        }
    }

    /** The stream that dropout draws from. */
    void drawFrom(UniformRandomProvider stream) {
        random = Optional.of(stream);
    }

    /** Zeros with this probability and {@code 1 / (1 - rate)} otherwise; ones where nothing is to be drawn. */
    NDArray mask(Shape shape, double rate) {
        float kept = (float) (1 / (1 - rate));
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.isEmpty() ? 1 : random.get().nextDouble() < rate ? 0 : kept;
        }
        return arrays.get(0).getManager().create(values, shape);
    }

    /** The arrays that the optimizer changes. */
    List<NDArray> learned() {
        List<NDArray> learned = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            if (layout.slots().get(i).learned()) {
                learned.add(arrays.get(i));
            }
        }
        return learned;
    }

    /** What {@link #learned} are. */
    List<Slot> learnedSlots() {
        return layout.slots().stream().filter(Slot::learned).toList();
    }

    /** Copies everything back to the heap. */
    Weights save() {
        return Weights.written(
                layout, (buffer, i) -> buffer.put(arrays.get(i).toByteBuffer().asFloatBuffer()));
    }
}
