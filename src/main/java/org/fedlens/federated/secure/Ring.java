package org.fedlens.federated.secure;

/**
 * Whole numbers modulo a power of two, in which masks vanish without a trace.
 *
 * @param bits of a number, at most 62
 */
public record Ring(int bits) {
    public Ring {
        if (bits < 2 || bits > 62) {
            throw new IllegalArgumentException("A ring has 2 to 62 bits, not " + bits);
        }
    }

    /** The number as it stands in the ring, from 0 on. */
    public long of(long value) {
        return value & (size() - 1);
    }

    public long add(long a, long b) {
        return of(a + b);
    }

    public long subtract(long a, long b) {
        return of(a - b);
    }

    /** What it stands for: the upper half are the negative numbers. */
    public long signed(long value) {
        return value < size() / 2 ? value : value - size();
    }

    public long size() {
        return 1L << bits;
    }

    /** Bytes that one number takes on the way. */
    public int bytes() {
        return (bits + 7) / 8;
    }
}
