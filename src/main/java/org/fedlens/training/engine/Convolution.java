package org.fedlens.training.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.Optional;

/**
 * Square convolution whose numbers can be relied on.
 *
 * <p>On processors libtorch hands convolutions to oneDNN, which stores channels in blocks of 8, 16 or 32 and fills
 * the last block up with zeros. Where the processor does not tell the sizes of its caches, as in some virtual
 * machines, oneDNN takes them for one byte, and the copy that should fill up writes neither these zeros nor all of
 * the kernel: results are wrong, and NaN where the memory held one. So the first convolution of a process that
 * fills no block is preceded by one of whole numbers. Where that comes out wrong, channels are filled up here,
 * with zeros of our own and before oneDNN sees them. Everywhere else nothing changes, nor there for shapes whose
 * blocks are full (docs/decisions/0019).
 *
 * @param stride step between two windows, in pixels
 * @param padding zeros around the image, in pixels
 * @param groups 1, or the number of input channels for a depth-wise convolution
 */
public record Convolution(int stride, int padding, int groups) {
    /** The widest block in which channels are stored between two layers. */
    private static final int BLOCK = 16;
    /** The block of the input's gradient where windows do not touch each other. */
    private static final int STRIDED_BLOCK = 32;
    /** So few input channels are read without blocks, or fill one. */
    private static final int FEW = 8;

    /**
     * @param images {@code [B, in, H, W]}
     * @param kernel {@code [out, in / groups, k, k]}
     * @param bias {@code [out]}
     * @return {@code [B, out, H', W']}
     */
    public NDArray of(NDArray images, NDArray kernel, Optional<NDArray> bias) {
        if (!fills(kernel) || images.getDevice().isGpu() || Check.PLAIN) {
            return plain(images, kernel, bias);
        }
        if (!Check.FILLED) {
            throw new IllegalStateException("libtorch computes wrong convolutions on this processor");
        }
        return filled(images, kernel, bias);
    }

    /** One by one and depth-wise convolutions have ways of their own, which are right everywhere. */
    private boolean fills(NDArray kernel) {
        Shape shape = kernel.getShape();
        long in = shape.get(1);
        long out = shape.get(0);
        return groups == 1 && shape.get(2) > 1 && (fullInput(in) != in || full(out, BLOCK) != out);
    }

    private long fullInput(long in) {
        return in <= FEW ? in : full(in, stride > 1 && in > BLOCK ? STRIDED_BLOCK : BLOCK);
    }

    private static long full(long channels, int block) {
        return (channels + block - 1) / block * block;
    }

    private NDArray plain(NDArray images, NDArray kernel, Optional<NDArray> bias) {
        return Conv2d.conv2d(
                        images,
                        kernel,
                        bias.orElse(null),
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        groups)
                .singletonOrThrow();
    }

    /** The same result from channels of zeros behind those there are. */
    NDArray filled(NDArray images, NDArray kernel, Optional<NDArray> bias) {
        long in = kernel.getShape().get(1);
        long out = kernel.getShape().get(0);
        NDArray wide = filled(kernel, 1, fullInput(in));
        NDArray whole = plain(
                filled(images, 1, fullInput(in)),
                filled(wide, 0, full(out, BLOCK)),
                bias.map(shift -> filled(shift, 0, full(out, BLOCK))));
        return whole.getShape().get(1) == out ? whole : whole.get(":, :{}", out);
    }

    private static NDArray filled(NDArray array, int axis, long size) {
        long[] missing = array.getShape().getShape().clone();
        missing[axis] = size - missing[axis];
        return missing[axis] == 0
                ? array
                : NDArrays.concat(new NDList(array, array.getManager().zeros(new Shape(missing))), axis);
    }

    /** Made once, by the first thread that needs it. */
    private static final class Check {
        /** Not a multiple of any block, and too many to be read without one. */
        private static final int CHANNELS = 20;

        private static final int SIDE = 16;
        private static final Convolution SAME_SIZE = new Convolution(1, 1, 1);

        /** True if the engine's own way is right. */
        static final boolean PLAIN = right(SAME_SIZE::plain);
        /** True if it is right with full blocks at least. */
        static final boolean FILLED = PLAIN || right(SAME_SIZE::filled);

        private interface Way {
            NDArray of(NDArray images, NDArray kernel, Optional<NDArray> bias);
        }

        private static boolean right(Way way) {
            try (NDManager manager = new NativeLibrary(Device.cpu()).manager()) {
                NDArray images = whole(manager, new Shape(2, CHANNELS, SIDE, SIDE), 7);
                NDArray kernel = whole(manager, new Shape(CHANNELS, CHANNELS, 3, 3), 5);
                // In double precision libtorch computes by itself.
                NDArray truth = SAME_SIZE.plain(doubles(images), doubles(kernel), Optional.empty());
                return GradientTape.without(
                        () -> doubles(way.of(images, kernel, Optional.empty())).equals(truth));
            }
        }

        private static NDArray doubles(NDArray array) {
            return array.toType(DataType.FLOAT64, true);
        }

        /** Whole numbers from -2 to 2: their sums are exact in single precision, in whatever order. */
        private static NDArray whole(NDManager manager, Shape shape, int step) {
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i * step + i / 11) % 5 - 2;
            }
            return manager.create(values, shape);
        }
    }
}
