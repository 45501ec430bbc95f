package org.fedlens.weights;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The numbers of a model on the heap: float32, in the order of a {@link Layout}. Immutable; arrays never escape.
 * Arithmetic is done in double and rounded once. This is what travels between server and clients, what is averaged
 * and what is saved.
 */
public final class Weights {
    /** What a method that sends nothing uploads. */
    public static final Weights NONE = new Weights(Layout.EMPTY, new float[0]);

    private final Layout layout;
    private final float[] values;

    private Weights(Layout layout, float[] values) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(values.length + " numbers do not fill " + layout);
        }
        this.layout = layout;
        this.values = values;
    }

    /** @param values all slots one after the other; copied */
    public static Weights of(Layout layout, float[] values) {
        return new Weights(layout, values.clone());
    }

    /** Fills every number by its index in the flat vector. */
    public static Weights fill(Layout layout, Value value) {
        float[] values = new float[layout.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.at(i);
        }
        return new Weights(layout, values);
    }

    public Layout layout() {
        return layout;
    }

    public int size() {
        return values.length;
    }

    public float at(int index) {
        return values[index];
    }

    /** The numbers of one slot, read only. */
    public FloatBuffer slot(int index) {
        return FloatBuffer.wrap(
                        values, layout.offset(index), layout.slots().get(index).size())
                .slice()
                .asReadOnlyBuffer();
    }

    /** The numbers of all slots, read only. */
    public FloatBuffer all() {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    /** A copy of some slots, in the same order. */
    public Weights only(Predicate<Slot> selection) {
        Layout kept = layout.only(selection);
        return kept.equals(layout) ? this : restrict(kept);
    }

    private Weights restrict(Layout kept) {
        float[] copy = new float[kept.size()];
        for (int i = 0; i < kept.slots().size(); i++) {
            int from = layout.indexOf(kept.slots().get(i).path());
            System.arraycopy(
                    values,
                    layout.offset(from),
                    copy,
                    kept.offset(i),
                    kept.slots().get(i).size());
        }
        return new Weights(kept, copy);
    }

    /** These slots laid over others: the result has the layout below, with every slot replaced that is present here. */
    public Weights over(Weights below) {
        if (layout.equals(below.layout)) {
            return this;
        }
        float[] merged = below.values.clone();
        for (int i = 0; i < layout.slots().size(); i++) {
            Slot slot = layout.slots().get(i);
            int at = below.layout.indexOf(slot.path());
            if (at < 0 || !below.layout.slots().get(at).equals(slot)) {
                throw new IllegalArgumentException("No slot " + slot + " below");
            }
            System.arraycopy(values, layout.offset(i), merged, below.layout.offset(at), slot.size());
        }
        return new Weights(below.layout, merged);
    }

    public Weights minus(Weights other) {
        return plus(-1, other);
    }

    /** {@code this + factor * other}. */
    public Weights plus(double factor, Weights other) {
        requireSameLayout(other);
        return fill(layout, i -> values[i] + factor * other.values[i]);
    }

    /** {@code factor * this}. */
    public Weights scaled(double factor) {
        return fill(layout, i -> factor * values[i]);
    }

    /** Euclidean distance over all slots that the optimizer changes; running statistics are left out. */
    public double distance(Weights other) {
        requireSameLayout(other);
        double sum = 0;
        for (int slot = 0; slot < layout.slots().size(); slot++) {
            if (layout.slots().get(slot).learned()) {
                for (int i = layout.offset(slot); i < layout.offset(slot + 1); i++) {
                    double difference = (double) values[i] - other.values[i];
                    sum += difference * difference;
                }
            }
        }
        return Math.sqrt(sum);
    }

    /** True if no number is infinite or NaN. */
    public boolean finite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Bytes that travel when these weights are sent as they are. */
    public long bytes() {
        return 4L * values.length;
    }

    void requireSameLayout(Weights other) {
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException(layout + " against " + other.layout);
        }
    }

    /** Equal bits, not only equal numbers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Weights weights
                && layout.equals(weights.layout)
                && Arrays.equals(values, weights.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Weights of " + layout;
    }

    /** A number for an index of the flat vector. */
    @FunctionalInterface
    public interface Value {
        double at(int index);
    }
}
