package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Large tensors in pieces that fit a processor's own cache. An optimizer passes over each number a dozen times; piece
 * by piece only the first pass waits for memory. The same numbers come out.
 */
final class Pieces {
    /** 128 KiB of float32. */
    static final int SIZE = 32_768;

    private Pieces() {}

    /** All tensors in order, the large ones as flat views one after the other. */
    static List<NDArray> of(List<NDArray> tensors) {
        List<NDArray> pieces = new ArrayList<>();
        for (NDArray tensor : tensors) {
            if (tensor.size() <= SIZE) {
                pieces.add(tensor);
            } else {
                pieces.addAll(tensor.reshape(new Shape(tensor.size())).split(cuts(tensor.size())));
            }
        }
        return pieces;
    }

    private static long[] cuts(long size) {
        long[] cuts = new long[(int) ((size - 1) / SIZE)];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = (i + 1L) * SIZE;
        }
        return cuts;
    }
}
