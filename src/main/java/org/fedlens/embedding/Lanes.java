package org.fedlens.embedding;

import java.util.function.IntConsumer;

/**
 * Where independent pieces of one computation are done. Pieces never add into the same place, so a computation gives
 * the same bits with any number of threads.
 */
public interface Lanes {
    /** One piece after the other on the calling thread. */
    Lanes ONE = (pieces, piece) -> {
        for (int i = 0; i < pieces; i++) {
            piece.accept(i);
        }
    };

    /** Does pieces {@code 0} to {@code pieces - 1} in any order and returns when all are done. */
    void each(int pieces, IntConsumer piece) throws InterruptedException;

    /** Does {@code work} for every index, in ranges. @param count how many indices */
    default void ranges(int count, Range work) throws InterruptedException {
        int size = 64;
        each((count + size - 1) / size, piece -> work.accept(piece * size, Math.min(count, (piece + 1) * size)));
    }

    /** Indices from the first up to, but without, the second. */
    interface Range {
        void accept(int from, int to);
    }
}
