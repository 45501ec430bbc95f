package org.fedlens.federated;

import java.util.Arrays;
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
     * Only the largest changes travel (Aji and Heafield 2017), {@code max(1, ceil(ratio d))} of d numbers, of equal
     * ones the first; as pairs of index and value or as a bitmap and values, whichever is shorter.
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

    /**
     * Numbers drawn by chance travel, {@code max(1, ceil(ratio d))} of d; both sides draw them from one seed, so no
     * index does. With feedback they travel as they are; without it times {@code d / k}, so that the mean is right.
     *
     * @param ratio share that is sent
     * @param feedback what is left out is added to the client's next change
     */
    @Named("random-k")
    record RandomK(
            @Setting(standard = "0.1", min = 0.0001, max = 1, scale = Scale.LOG) double ratio,
            @Setting(standard = "true") boolean feedback)
            implements Compression {
        private static final int SEED = 8;

        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            Packed packed = Codes.slotwise(change, true, (values, wire) -> {
                int kept = Codes.kept(values.length, ratio);
                Codes.drawn(values, kept, feedback ? 1 : (double) values.length / kept, random);
                wire.add(4L * kept);
            });
            return new Packed(packed.unpacked(), packed.bytes() + SEED);
        }

        @Override
        public boolean feedsBack() {
            return feedback;
        }
    }

    /** Sixteen bits a number (IEEE 754 half precision); what lies outside its range of 65504 is cut to it. */
    @Named("half")
    record Half() implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            return new Packed(Weights.fill(change.layout(), i -> Codes.half(change.at(i))), 2L * change.size());
        }
    }

    /**
     * A part of the tensors travels, every p-th from one that is drawn for the visit; the rest waits for its turn.
     *
     * @param parts p
     */
    @Named("partial")
    record Partial(@Setting(standard = "2", min = 1, max = 100) int parts) implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            int[] tensor = {random.nextInt(parts)};
            return Codes.slotwise(change, false, (values, wire) -> {
                if (tensor[0]++ % parts == 0) {
                    wire.add(4L * values.length);
                } else {
                    Arrays.fill(values, 0);
                }
            });
        }

        @Override
        public boolean feedsBack() {
            return true;
        }
    }

    /** Over what a code takes its scale or its ranking. */
    enum Scope {
        TENSOR,
        GLOBAL
    }

    /**
     * Eight bits a number with one scale for each tensor: symmetric {@code s = max|x| / 127}, or asymmetric over the
     * range from the smallest to the largest number with 0 inside.
     */
    @Named("int8")
    record Int8(@Setting(standard = "true") boolean symmetric, @Setting(standard = "half-even") Rounding rounding)
            implements Compression {
        @Override
        public Packed pack(Weights change, UniformRandomProvider random) {
            return Codes.slotwise(change, false, (values, wire) -> {
                Codes.Grid grid = symmetric ? Codes.Grid.symmetric(values) : Codes.Grid.asymmetric(values);
                for (int i = 0; i < values.length; i++) {
                    values[i] = grid.value(grid.code(values[i], rounding, random));
                }
                wire.add(values.length + (symmetric ? 4 : 8));
            });
        }
    }

    /** How a number between two of a grid is rounded. */
    enum Rounding {
        HALF_EVEN {
            @Override
            double round(double x, double noise) {
                return Math.rint(x);
            }
        },
        HALF_UP {
            @Override
            double round(double x, double noise) {
                return Math.floor(x + 0.5);
            }
        },
        /** Up or down by chance, so that the mean is right: uniform noise from -1/2 to 1/2 is added first. */
        STOCHASTIC {
            @Override
            double round(double x, double noise) {
                return Math.rint(x + noise);
            }
        };

        abstract double round(double x, double noise);
    }

    /**
     * QSGD (Alistarh et al. 2017): {@code x -> ||x|| sign(x) l / s} with l one of two neighbouring levels, drawn so
     * that the mean is right. Counted at a sign and {@code ceil(log2(s + 1))} bits a number, and a norm for each
     * tensor.
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
     * One bit a number and one size for each tensor: {@code sign(x) mean|x|}; what is lost is fed back (Karimireddy et
     * al. 2019).
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
