package org.fedlens.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random numbers that depend on nothing but (run seed, purpose, keys such as round and client): not on the order of
 * threads, not on what was drawn before, not on the version of the virtual machine. The generator is XoShiRo256++,
 * its 64-bit seed is mixed from the keys with the finaliser of SplitMix64.
 */
public final class Streams {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Streams() {}

    public static UniformRandomProvider of(long seed, Purpose purpose, long... keys) {
        // The purpose enters by name: reordering the enum must not change anybody's results.
        long state = mix(seed + GOLDEN) ^ mix(purpose.name().hashCode() + 2 * GOLDEN);
        for (long key : keys) {
            state = mix(state * 31 + key + GOLDEN);
        }
        return RandomSource.XO_SHI_RO_256_PP.create(state);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
