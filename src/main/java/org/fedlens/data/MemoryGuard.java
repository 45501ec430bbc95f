package org.fedlens.data;

import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** Refuses data that a header claims and that memory cannot hold, before anything is allocated. */
final class MemoryGuard {
    private static final int LONGEST_SIDE = 4096;
    private static final long MEGABYTE = 1 << 20;

    private MemoryGuard() {}

    /** @throws Problem if a side is below one or above what a picture may have */
    static void checkSides(String where, long height, long width) {
        if (height < 1 || width < 1 || height > LONGEST_SIDE || width > LONGEST_SIDE) {
            throw new Problem(
                    where,
                    Text.of("data.sides", height, width, LONGEST_SIDE),
                    Text.of("data.sides.mend", LONGEST_SIDE));
        }
    }

    /** @throws Problem if so many bytes would take more than half of the memory this program may use */
    static void checkBytes(String where, long bytes) {
        long allowed = Runtime.getRuntime().maxMemory() / 2;
        if (bytes > allowed) {
            throw new Problem(
                    where,
                    Text.of("data.tooLarge", bytes / MEGABYTE, allowed / MEGABYTE),
                    Text.of("data.tooLarge.mend"));
        }
    }
}
