package org.fedlens.federated;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.settings.Named;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Weights;

/**
 * What is done to a client's change {@code w - w_r} before it travels. Learned slots only; running statistics and
 * scalars travel raw, since a variance must not be rounded below zero. What a lossy code leaves out may stay with the
 * client and be added to its next change (error feedback).
 */
public sealed interface Compression {
    /**
     * @param change learned slots, what was left over last time included
     * @param random for codes that round by chance
     */
    Packed pack(Weights change, UniformRandomProvider random);

    /** True if what was left out is kept for the next time. */
    default boolean feedsBack() {
        return false;
    }

    /** True if it changes nothing at all. */
    default boolean idle() {
        return false;
    }

    /**
     * A change as it arrives.
     *
     * @param unpacked what the server reads
     * @param bytes that travelled
     */
    record Packed(Weights unpacked, long bytes) {}

    /** Everything travels as float32. */
    @Named("none")
    record None() implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            return new Packed(change, change.bytes());
        }

        @Override
        public boolean idle() {
            return true;
        }
    }

    /**
     * Only the largest changes travel (Aji and Heafield 2017), {@code max(1, ceil(ratio d))} of d numbers, of equal ones
     * the first; as pairs of index and value or as a bitmap and values, whichever is shorter.
     *
     * @param ratio share that is kept
     * @param scope of the ranking: each tensor for itself, or all together
     * @param feedback what is left out is added to the client's next change
     */
    @Named("top-k")
    record TopK(
            @Setting(standard = "0.1", min = 0.0001, max = 1, scale = Scale.LOG) double ratio,
            @Setting(standard = "tensor") Scope scope,
            @Setting(standard = "true") boolean feedback)
            implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            return Codes.slotwise(change, scope == Scope.GLOBAL, (values, wire) -> Codes.largest(values, ratio, wire));
        }

        @Override
        public boolean feedsBack() {
            return feedback;
        }
    }

    /** Over what a code takes its scale or its ranking. */
    enum Scope {
        TENSOR,
        GLOBAL
    }

    /**
     * Eight bits a number with one scale for each tensor: symmetric {@code s = max|x| / 127}, or asymmetric over the range
     * from the smallest to the largest number with 0 inside. Rounds half to even, or by chance so that the mean is
     * right.
     */
    @Named("int8")
    record Int8(@Setting(standard = "true") boolean symmetric, @Setting(standard = "false") boolean stochastic)
            implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            return Codes.slotwise(change, false, (values, wire) -> {
                double[] noise = stochastic ? Codes.uniform(values.length, random, -0.5) : new double[values.length];
                Codes.Grid grid = symmetric ? Codes.Grid.symmetric(values) : Codes.Grid.asymmetric(values);
                grid.round(values, noise);
                wire.add(values.length + (symmetric ? 4 : 8));
            });
        }
    }

    /**
     * QSGD (Alistarh et al. 2017): {@code x -> ||x|| sign(x) l / s} with l one of two neighbouring levels, drawn so that
     * the mean is right. Counted at a sign and {@code ceil(log2(s + 1))} bits a number, and a norm for each tensor.
     *
     * @param levels s
     */
    @Named("qsgd")
    record Qsgd(@Setting(standard = "16", min = 1, max = 65_535) int levels) implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            int bits = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(levels);
            return Codes.slotwise(change, false, (values, wire) -> {
                Codes.levels(values, levels, Codes.uniform(values.length, random, 0));
                wire.add(((long) bits * values.length + 7) / 8 + 4);
            });
        }
    }

    /**
     * One bit a number and one size for each tensor: {@code sign(x) mean|x|}; what is lost is fed back (Karimireddy et al.
     * 2019).
     */
    @Named("sign")
    record Sign() implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            return Codes.slotwise(change, false, (values, wire) -> {
                double size = 0;
                for (double value : values) {
                    size += Math.abs(value) / values.length;
                }
                for (int i = 0; i < values.length; i++) {
                    values[i] = values[i] < 0 ? -size : size;
                }
                wire.add((values.length + 7) / 8 + 4);
            });
        }

        @Override
        public boolean feedsBack() {
            return true;
        }
    }
}
