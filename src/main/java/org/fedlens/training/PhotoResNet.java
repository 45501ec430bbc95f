package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.training.Layer.Conv;
import org.fedlens.training.Layer.GlobalAverage;
import org.fedlens.training.Layer.Norm;
import org.fedlens.training.Layer.Relu;
import org.fedlens.training.Layer.Residual;
import org.fedlens.weights.Part;

/**
 * ResNet-50 for photographs (He et al. 2016) under the names that torchvision gives its tensors, so that published
 * weights fit: a 7x7 stem of stride 2, pooling by 3 of stride 2, four stages of bottlenecks whose 3x3 convolution
 * strides, the mean of each channel.
 */
final class PhotoResNet {
    private static final List<Integer> BLOCKS = List.of(3, 4, 6, 3);
    private static final int EXPANSION = 4;

    private PhotoResNet() {}

    /** Largest value in windows of 3 x 3, every second row and column, one pixel of padding. */
    record StemPool() implements Layer {
        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            return Pool.maxPool2d(x, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
        }
    }

    /**
     * @param channels of the images
     * @param width of the first stage
     * @param lastStride of the last stage: 2 as published, 1 keeps its picture larger
     */
    static List<Layer> layers(int channels, int width, int lastStride) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Conv("conv1", Part.BACKBONE, channels, width, 7, 2, 3, false));
        layers.add(new Norm("bn1", Part.BACKBONE, width));
        layers.add(new Relu());
        layers.add(new StemPool());
        int in = width;
        for (int stage = 0; stage < BLOCKS.size(); stage++) {
            int inner = width << stage;
            int stride = stage == 0 ? 1 : stage == BLOCKS.size() - 1 ? lastStride : 2;
            for (int block = 0; block < BLOCKS.get(stage); block++) {
                layers.add(block("layer" + (stage + 1) + "." + block, in, inner, block == 0 ? stride : 1));
                in = EXPANSION * inner;
            }
        }
        layers.add(new GlobalAverage());
        return layers;
    }

    /** How many features come out. */
    static int features(int width) {
        return EXPANSION * width << (BLOCKS.size() - 1);
    }

    private static Residual block(String path, int in, int inner, int stride) {
        int out = EXPANSION * inner;
        List<Layer> body = List.of(
                conv(path + ".conv1", in, inner, 1, 1),
                new Norm(path + ".bn1", Part.BACKBONE, inner),
                new Relu(),
                conv(path + ".conv2", inner, inner, 3, stride),
                new Norm(path + ".bn2", Part.BACKBONE, inner),
                new Relu(),
                conv(path + ".conv3", inner, out, 1, 1),
                new Norm(path + ".bn3", Part.BACKBONE, out));
        List<Layer> shortcut = in == out && stride == 1
                ? List.of()
                : List.of(
                        conv(path + ".downsample.0", in, out, 1, stride),
                        new Norm(path + ".downsample.1", Part.BACKBONE, out));
        return new Residual(body, shortcut);
    }

    private static Conv conv(String path, int in, int out, int kernel, int stride) {
        return new Conv(path, Part.BACKBONE, in, out, kernel, stride, kernel / 2, false);
    }
}
