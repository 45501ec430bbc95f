package org.fedlens.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedlens.training.engine.Convolution;
import org.fedlens.training.tensor.Scalars;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;

/**
 * One step of a network: which slots it owns and how it computes. Images are {@code [B, C, H, W]}. Layers hold no
 * numbers; the numbers are given to them, so one network serves any number of clients at once.
 */
public interface Layer {
    default List<Slot> slots() {
        return List.of();
    }

    NDArray forward(NDArray x, Tensors tensors, boolean training);

    /** What it passes on, and behind it what auxiliary heads read; most layers have nothing for those. */
    default List<NDArray> branches(NDArray x, Tensors tensors, boolean training) {
        return List.of(forward(x, tensors, training));
    }

    /** Several layers, one after the other. */
    static NDArray all(List<Layer> layers, NDArray x, Tensors tensors, boolean training) {
        NDArray y = x;
        for (Layer layer : layers) {
            y = layer.forward(y, tensors, training);
        }
        return y;
    }

    /**
     * Square convolution: kernel {@code [out, in / groups, k, k]}.
     *
     * @param groups 1, or {@code in} for a depth-wise convolution, where output channel j reads input channel
     *     {@code j / (out / in)}
     */
    record Conv(
            String path,
            NetworkPart part,
            int in,
            int out,
            int kernel,
            int stride,
            int padding,
            int groups,
            boolean bias)
            implements Layer {
        public Conv(String path, NetworkPart part, int in, int out, int kernel, int stride, int padding, boolean bias) {
            this(path, part, in, out, kernel, stride, padding, 1, bias);
        }

        @Override
        public List<Slot> slots() {
            Slot weight = new Slot(path + ".weight", part, SlotKind.TRAINED, List.of(out, in / groups, kernel, kernel));
            return bias
                    ? List.of(weight, new Slot(path + ".bias", part, SlotKind.TRAINED, List.of(out)))
                    : List.of(weight);
        }

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return new Convolution(stride, padding, groups)
                    .of(
                            x,
                            tensors.get(path + ".weight"),
                            bias ? Optional.of(tensors.get(path + ".bias")) : Optional.empty());
        }
    }

    /** Fully connected: {@code x W^T + b} with {@code W [out, in]}. */
    record Dense(String path, NetworkPart part, int in, int out) implements Layer {
        @Override
        public List<Slot> slots() {
            return List.of(
                    new Slot(path + ".weight", part, SlotKind.TRAINED, List.of(out, in)),
                    new Slot(path + ".bias", part, SlotKind.TRAINED, List.of(out)));
        }

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return Linear.linear(x, tensors.get(path + ".weight"), tensors.get(path + ".bias"))
                    .singletonOrThrow();
        }
    }

    /**
     * Batch normalisation over {@code [B, H, W]}: {@code (x - mean) / sqrt(variance + eps)} with the batch's biased variance;
     * in training the running statistics move towards the batch's mean and unbiased variance.
     *
     * @param momentum the share by which running statistics move, 0.1 unless stated
     * @param epsilon what is added to the variance, 1e-5 unless stated
     */
    record Norm(String path, NetworkPart part, int channels, double momentum, double epsilon) implements Layer {
        /** DJL's word for "channels are the second axis, do not permute". */
        private static final int CHANNELS_SECOND = -1;

        public Norm(String path, NetworkPart part, int channels) {
            this(path, part, channels, 0.1, 1e-5);
        }

        @Override
        public List<Slot> slots() {
            List<Integer> shape = List.of(channels);
            return List.of(
                    new Slot(path + ".weight", part, SlotKind.NORM, shape),
                    new Slot(path + ".bias", part, SlotKind.NORM, shape),
                    new Slot(path + ".running_mean", part, SlotKind.RUNNING, shape),
                    new Slot(path + ".running_var", part, SlotKind.RUNNING, shape));
        }

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return BatchNorm.batchNorm(
                            x,
                            tensors.get(path + ".running_mean"),
                            tensors.get(path + ".running_var"),
                            tensors.get(path + ".weight"),
                            tensors.get(path + ".bias"),
                            CHANNELS_SECOND,
                            // DJL names the share that stays, PyTorch the share that moves.
                            (float) (1 - momentum),
                            (float) epsilon,
                            training)
                    .singletonOrThrow();
        }
    }

    /** {@code max(x, 0)}. */
    record Relu() implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return Activation.relu(x);
        }
    }

    /** Largest of each {@code size x size} block. */
    record MaxPool(int size) implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return Pool.maxPool2d(x, new Shape(size, size), new Shape(size, size), new Shape(0, 0), false);
        }
    }

    /** Mean of each channel: {@code [B, C]}. */
    record GlobalAverage() implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return Pool.globalAvgPool2d(x);
        }
    }

    /** {@code [B, C, H, W]} to {@code [B, C * H * W]}. */
    record Flatten() implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return x.reshape(x.getShape().get(0), -1);
        }
    }

    /** Division of each row by its length; {@code [B, D]}. */
    record UnitLength() implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return x.div(Scalars.atLeast(x.square().sum(new int[] {1}, true).sqrt(), 1e-12));
        }
    }

    /**
     * In training each number is 0 with this probability and divided by what remains of 1 otherwise; drawn from the
     * visit's own stream, never from the engine's.
     */
    record Dropout(double rate) implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return training ? x.mul(tensors.mask(x.getShape(), rate)) : x;
        }
    }

    /** {@code relu(body(x) + shortcut(x))}; an empty shortcut passes x on (He et al. 2016). */
    record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {
        public Residual {
            body = List.copyOf(body);
            shortcut = List.copyOf(shortcut);
        }

        @Override
        public List<Slot> slots() {
            return Stream.concat(body.stream(), shortcut.stream())
                    .flatMap(layer -> layer.slots().stream())
                    .toList();
        }

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            NDArray deep = all(body, x, tensors, training);
            NDArray straight = all(shortcut, x, tensors, training);
            return Activation.relu(deep.add(straight));
        }
    }
}
