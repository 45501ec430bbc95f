package org.fedlens.weights;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/**
 * The numbers of a model on the heap: float32, in the order of a {@link WeightLayout}. Immutable; arrays never escape.
 * Arithmetic is done in double and rounded once. This is what travels between server and clients, what is averaged
 * and what is saved.
 */
public final class Weights {
    /** What a method that sends nothing uploads. */
    public static final Weights NONE = new Weights(WeightLayout.EMPTY, new float[0]);

    private static final int EXPONENT = 0x7f80_0000;
    private static final int LEAST_EXPONENT = 0x0080_0000;

    private final WeightLayout layout;
    private final float[] values;

    private Weights(WeightLayout layout, float[] values) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(values.length + " numbers do not fill " + layout);
        }
        this.layout = layout;
        this.values = values;
    }

    /** @param values all slots one after the other; copied */
    public static Weights of(WeightLayout layout, float[] values) {
        return new Weights(layout, values.clone());
    }

    /**
     * Fills slot after slot.
     *
     * @param filler writes the numbers of a slot into the buffer that it is given
     */
    public static Weights written(WeightLayout layout, ObjIntConsumer<FloatBuffer> filler) {
        float[] values = new float[layout.size()];
        for (int slot = 0; slot < layout.slots().size(); slot++) {
            filler.accept(
                    FloatBuffer.wrap(
                                    values,
                                    layout.offset(slot),
                                    layout.slots().get(slot).size())
                            .slice(),
                    slot);
        }
        return new Weights(layout, values);
    }

    /** Fills every number by its index in the flat vector. */
    public static Weights fill(WeightLayout layout, Value value) {
        float[] values = new float[layout.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.at(i);
        }
        return new Weights(layout, values);
    }

    public WeightLayout layout() {
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
        WeightLayout kept = layout.only(selection);
        return kept.equals(layout) ? this : restrict(kept);
    }

    private Weights restrict(WeightLayout kept) {
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
                sum += squares(other, layout.offset(slot), layout.offset(slot + 1));
            }
        }
        return Math.sqrt(sum);
    }

    /** Four sums, since one alone waits for each addition to end before the next begins. */
    private double squares(Weights other, int from, int to) {
        float[] a = values;
        float[] b = other.values;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            double d0 = (double) a[i] - b[i];
            double d1 = (double) a[i + 1] - b[i + 1];
            double d2 = (double) a[i + 2] - b[i + 2];
            double d3 = (double) a[i + 3] - b[i + 3];
            sum0 += d0 * d0;
            sum1 += d1 * d1;
            sum2 += d2 * d2;
            sum3 += d3 * d3;
        }
        for (; i < to; i++) {
            double d = (double) a[i] - b[i];
            sum0 += d * d;
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** True if no number is infinite or NaN: only their exponents are all ones and carry into the sign. */
    public boolean finite() {
        float[] a = values;
        int odd = 0;
        for (int i = 0; i < a.length; i++) {
            odd |= (Float.floatToRawIntBits(a[i]) & EXPONENT) + LEAST_EXPONENT;
        }
        return odd >= 0;
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
