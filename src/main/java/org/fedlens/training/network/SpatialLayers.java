package org.fedlens.training.network;

import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.training.network.Layer.Conv;
import org.fedlens.training.network.Layer.Norm;
import org.fedlens.training.network.Layer.Relu;
import org.fedlens.training.tensor.Scalars;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;

/** Layers of networks that keep the picture a picture, {@code [B, C, H, W]} in and out. */
final class SpatialLayers {
    private static final int NEAREST = Image.Interpolation.NEAREST.ordinal();
    private static final int BILINEAR = Image.Interpolation.BILINEAR.ordinal();

    private SpatialLayers() {}

    /** Convolution with the padding that keeps the size, batch normalisation, rectifier. */
    static List<Layer> cbr(String path, NetworkPart part, int in, int out, int kernel, int stride) {
        return List.of(
                new Conv(path + ".conv", part, in, out, kernel, stride, kernel / 2, false),
                new Norm(path + ".bn", part, out),
                new Relu());
    }

    /** All slots of some layers. */
    static List<Slot> slots(List<Layer> layers) {
        return layers.stream().flatMap(layer -> layer.slots().stream()).toList();
    }

    /** Everything in one list. */
    @SafeVarargs
    static List<Layer> row(List<Layer>... pieces) {
        List<Layer> all = new ArrayList<>();
        for (List<Layer> piece : pieces) {
            all.addAll(piece);
        }
        return all;
    }

    /** Enlarges by linear interpolation between pixel centres: {@code [0, 1]} twice as long is [0, .25, .75, 1]. */
    static NDArray bilinear(NDArray x, long height, long width) {
        return x.getNDArrayInternal().interpolation(new long[] {height, width}, BILINEAR, false);
    }

    /**
     * The same to a smaller size by whole factors: what lies at the centres of the new pixels, without smoothing. The
     * engine's own operator smooths where it shrinks.
     */
    static NDArray shrunk(NDArray x, long height, long width) {
        NDArray rows = centres(x, x.getShape().get(2) / height, ":, :, {}::{}, :");
        return centres(rows, x.getShape().get(3) / width, ":, :, :, {}::{}");
    }

    private static NDArray centres(NDArray x, long factor, String slice) {
        NDArray upper = x.get(slice, factor / 2, factor);
        return factor % 2 == 1
                ? upper
                : Scalars.times(x.get(slice, factor / 2 - 1, factor).add(upper), 0.5);
    }

    /** Bilinear by a whole factor. */
    record Enlarge(int factor) implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            Shape shape = x.getShape();
            return bilinear(x, shape.get(2) * factor, shape.get(3) * factor);
        }
    }

    /** Every pixel becomes a square of its own. */
    record Repeat(int factor) implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            Shape shape = x.getShape();
            // Not repeat: the engine goes back through that one index by index.
            return x.getNDArrayInternal()
                    .interpolation(new long[] {shape.get(2) * factor, shape.get(3) * factor}, NEAREST, false);
        }
    }

    /** Pools 3 x 3 windows, every second one. */
    record Halve(boolean largest) implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            Shape three = new Shape(3, 3);
            Shape two = new Shape(2, 2);
            Shape one = new Shape(1, 1);
            return largest
                    ? Pool.maxPool2d(x, three, two, one, false)
                    : Pool.avgPool2d(x, three, two, one, false, true);
        }
    }

    /** Mean of each {@code size x size} block. */
    record Blocks(int size) implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return Pool.avgPool2d(x, new Shape(size, size), new Shape(size, size), new Shape(0, 0), false, true);
        }
    }

    /** Mean of each channel, kept as a picture of one pixel. */
    record Mean() implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return x.mean(new int[] {2}, true).mean(new int[] {3}, true);
        }
    }

    /** Unit length along the channels. */
    record UnitLength() implements Layer {
        private static final float SMALLEST = 1e-12f;

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return x.div(Scalars.atLeast(x.square().sum(new int[] {1}, true), SMALLEST)
                    .sqrt());
        }
    }

    /** {@code x + body(x)}; a body of one pixel is added everywhere. */
    record Plus(List<Layer> body) implements Layer {
        @Override
        public List<Slot> slots() {
            return SpatialLayers.slots(body);
        }

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return x.add(Layer.all(body, x, tensors, training));
        }
    }

    /** Two ways side by side, their channels one behind the other. */
    record Fork(List<Layer> left, List<Layer> right) implements Layer {
        @Override
        public List<Slot> slots() {
            return SpatialLayers.slots(row(left, right));
        }

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return NDArrays.concat(
                    new NDList(Layer.all(left, x, tensors, training), Layer.all(right, x, tensors, training)), 1);
        }
    }

    /** {@code 1 / (1 + e^-x)}. */
    static NDArray sigmoid(NDArray x) {
        return Activation.sigmoid(x);
    }
}
