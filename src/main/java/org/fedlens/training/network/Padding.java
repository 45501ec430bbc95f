package org.fedlens.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.function.UnaryOperator;

/** Makes pictures of any size fit a network: mirrored to the right and below, cut off again afterwards. */
final class Padding {
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    private Padding() {}

    /**
     * @param x {@code [B, C, H, W]}
     * @param multiple what both sides become a multiple of
     * @param network gives {@code [B, D, H', W']} for pictures of those sides
     * @return {@code [B, D, H, W]}
     */
    static NDArray around(NDArray x, int multiple, UnaryOperator<NDArray> network) {
        long height = x.getShape().get(ROWS);
        long width = x.getShape().get(COLUMNS);
        NDArray padded = mirrored(x, multiple);
        NDArray y = network.apply(padded);
        return padded == x ? y : y.get(":, :, :{}, :{}", height, width);
    }

    /** Mirrored until both sides are multiples. */
    static NDArray mirrored(NDArray x, int multiple) {
        return mirrored(mirrored(x, ROWS, multiple), COLUMNS, multiple);
    }

    /** The last line is the mirror; where a picture is too small for that, it is mirrored again. */
    private static NDArray mirrored(NDArray x, int axis, int multiple) {
        NDArray y = x;
        long wanted = (x.getShape().get(axis) + multiple - 1) / multiple * multiple;
        while (y.getShape().get(axis) < wanted) {
            long size = y.getShape().get(axis);
            long added = Math.min(wanted - size, Math.max(1, size - 1));
            long first = Math.max(0, size - 1 - added);
            NDArray last = axis == ROWS
                    ? y.get(":, :, {}:{}, :", first, first + added)
                    : y.get(":, :, :, {}:{}", first, first + added);
            y = NDArrays.concat(new NDList(y, last.flip(axis)), axis);
        }
        return y;
    }
}
