package org.fedlens.training;

import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;

/**
 * The learning rate over the server's rounds. The index is the server's round, never a client's own count, so a
 * client that is drawn rarely does not lag behind.
 */
public sealed interface Schedule {
    /**
     * @param base the configured learning rate
     * @param round rounds already finished: 0 in the first round
     * @param rounds rounds planned
     */
    double at(double base, int round, int rounds);

    /** The same rate in every round. */
    @Named("constant")
    record Constant() implements Schedule {
        @Override
        public double at(double base, int round, int rounds) {
            return base;
        }
    }

    /** {@code base / 2 * (1 + cos(pi * round / rounds))}. */
    @Named("cosine")
    record Cosine() implements Schedule {
        @Override
        public double at(double base, int round, int rounds) {
            return base / 2 * (1 + StrictMath.cos(Math.PI * round / rounds));
        }
    }

    /** Multiplied by {@code factor} after every {@code period} rounds. */
    @Named("step")
    record Step(
            @Setting(standard = "30", min = 1, max = 10_000) int period,
            @Setting(standard = "0.1", min = 0, max = 1) double factor)
            implements Schedule {
        @Override
        public double at(double base, int round, int rounds) {
            return base * StrictMath.pow(factor, round / period);
        }
    }

    /** {@code base} in the first rounds, {@code factor base} in all later ones, as in bottom-up clustering. */
    @Named("drop")
    record Drop(
            @Setting(standard = "1", min = 1, max = 10_000) int after,
            @Setting(standard = "0.1", min = 0, max = 1) double factor)
            implements Schedule {
        @Override
        public double at(double base, int round, int rounds) {
            return round < after ? base : base * factor;
        }
    }

    /** {@code base * (1 - round / rounds)^power}. */
    @Named("poly")
    record Poly(@Setting(standard = "0.9", min = 0, max = 10) double power) implements Schedule {
        @Override
        public double at(double base, int round, int rounds) {
            return base * StrictMath.pow(1 - (double) round / rounds, power);
        }
    }
}
