package org.fedlens.federated;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Weights;

/** The arithmetic of lossy codes, on plain vectors that are overwritten by what the receiver will read. */
public final class Codes {
    private Codes() {}

    /** Counts bytes on the way. */
    public static final class Wire {
        private long bytes;

        public void add(long more) {
            bytes += more;
        }

        public long bytes() {
            return bytes;
        }
    }

    /** Codes one vector in place. */
    @FunctionalInterface
    public interface Code {
        void apply(double[] values, Wire wire);
    }

    static Compression.Packed slotwise(Weights change, boolean asOne, Code code) {
        Layout layout = change.layout();
        double[] all = new double[change.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = change.at(i);
        }
        Wire wire = new Wire();
        if (asOne) {
            code.apply(all, wire);
        } else {
            for (int slot = 0; slot < layout.slots().size(); slot++) {
                int from = layout.offset(slot);
                double[] values = Arrays.copyOfRange(all, from, layout.offset(slot + 1));
                code.apply(values, wire);
                System.arraycopy(values, 0, all, from, values.length);
            }
        }
        return new Compression.Packed(Weights.fill(layout, i -> all[i]), wire.bytes());
    }

    /** Keeps the {@code max(1, ceil(ratio d))} numbers of largest size and sets the rest to 0. */
    public static void largest(double[] values, double ratio, Wire wire) {
        int kept = kept(values.length, ratio);
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(values[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = kept; i < order.length; i++) {
            values[order[i]] = 0;
        }
        wire.add(Math.min(8L * kept, (values.length + 7L) / 8 + 4L * kept));
    }

    /** Keeps so many numbers, drawn by chance, times a factor, and sets the rest to 0. */
    static void drawn(double[] values, int kept, double factor, UniformRandomProvider random) {
        int[] order = IntStream.range(0, values.length).toArray();
        for (int i = 0; i < order.length; i++) {
            int at = i < kept ? i + random.nextInt(order.length - i) : i;
            int chosen = order[at];
            order[at] = order[i];
            values[chosen] *= i < kept ? factor : 0;
        }
    }

    /** The nearest number that half precision can hold; halfway cases go to the even one. */
    public static double half(double x) {
        double within = Math.max(-65_504, Math.min(65_504, x));
        double unit = Math.scalb(1.0, Math.max(Math.getExponent(within), -14) - 10);
        return Math.rint(within / unit) * unit;
    }

    static int kept(int count, double ratio) {
        return Math.max(1, (int) Math.ceil(ratio * count));
    }

    /** Uniform numbers from {@code low} to {@code low + 1}. */
    static double[] uniform(int count, UniformRandomProvider random, double low) {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = low + random.nextDouble();
        }
        return drawn;
    }

    /**
     * QSGD's levels: {@code l = floor(|x| s / norm)}, one more where the number drawn lies below the rest.
     *
     * @param drawn uniform in 0 to 1
     */
    public static void levels(double[] values, int levels, double[] drawn) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            double scaled = norm == 0 ? 0 : Math.abs(values[i]) * levels / norm;
            double level = Math.floor(scaled);
            if (drawn[i] < scaled - level) {
                level++;
            }
            values[i] = norm * Math.signum(values[i]) * level / levels;
        }
    }

    /**
     * An even grid of 8-bit numbers: {@code x = scale (q - zero)}.
     *
     * @param least smallest q
     * @param most largest q
     */
    public record Grid(double scale, int zero, int least, int most) {
        public static Grid symmetric(double[] values) {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            return new Grid(largest / 127, 0, -127, 127);
        }

        /** The range always holds 0, so that 0 stays 0 and nothing saturates. */
        public static Grid asymmetric(double[] values) {
            double low = 0;
            double high = 0;
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            double scale = (high - low) / 255;
            int zero = scale == 0 ? 0 : (int) Math.max(0, Math.min(255, Math.rint(-low / scale)));
            return new Grid(scale, zero, 0, 255);
        }

        /** The grid's number for x. */
        int code(double x, Compression.Rounding rounding, UniformRandomProvider random) {
            double noise = rounding == Compression.Rounding.STOCHASTIC ? random.nextDouble() - 0.5 : 0;
            return code(x, rounding, noise);
        }

        /** The same with given noise, which only stochastic rounding looks at. */
        public int code(double x, Compression.Rounding rounding, double noise) {
            double place = scale == 0 ? zero : rounding.round(x / scale, noise) + zero;
            return (int) Math.max(least, Math.min(most, place));
        }

        /** The number that a code stands for. */
        public double value(int code) {
            return scale * (code - zero);
        }
    }
}
