package org.fedlens.training;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.training.Layer.Conv;
import org.fedlens.training.Layer.GlobalAverage;
import org.fedlens.training.Layer.Norm;
import org.fedlens.training.Layer.Relu;
import org.fedlens.training.Layer.Residual;
import org.fedlens.weights.Part;

/**
 * The layers of residual networks for small images (He et al. 2016): a 3x3 stem without pooling, stages of which all
 * but the first halve the picture, the mean of each channel. Shortcuts are a 1x1 convolution with normalisation where
 * the shape changes and nothing elsewhere. No bias anywhere.
 */
final class ResidualLayers {
    /** A bottleneck gives four times as many channels as it computes with. */
    static final int EXPANSION = 4;

    private ResidualLayers() {}

    /** Two 3x3 convolutions in each block. */
    static List<Layer> basic(int channels, int width, List<Integer> blocks) {
        return layers(channels, width, blocks, false);
    }

    /** A 1x1, a 3x3 that strides and a 1x1 that widens in each block. */
    static List<Layer> bottlenecks(int channels, int width, List<Integer> blocks) {
        return layers(channels, width, blocks, true);
    }

    /**
     * @param channels of the images
     * @param width of the stem and the first stage; each stage doubles it
     * @param blocks in each stage
     */
    private static List<Layer> layers(int channels, int width, List<Integer> blocks, boolean bottleneck) {
        List<Layer> layers = new ArrayList<>();
        layers.add(conv("stem.conv", channels, width, 3, 1));
        layers.add(new Norm("stem.bn", Part.BACKBONE, width));
        layers.add(new Relu());
        int in = width;
        for (int stage = 0; stage < blocks.size(); stage++) {
            int inner = width << stage;
            int out = bottleneck ? EXPANSION * inner : inner;
            for (int block = 0; block < blocks.get(stage); block++) {
                int stride = block == 0 && stage > 0 ? 2 : 1;
                String path = "stage" + (stage + 1) + "." + block;
                List<Layer> body = bottleneck ? narrow(path, in, inner, stride) : plain(path, in, inner, stride);
                layers.add(new Residual(body, shortcut(path, in, out, stride)));
                in = out;
            }
        }
        layers.add(new GlobalAverage());
        return layers;
    }

    private static List<Layer> plain(String path, int in, int out, int stride) {
        return List.of(
                conv(path + ".conv1", in, out, 3, stride),
                new Norm(path + ".bn1", Part.BACKBONE, out),
                new Relu(),
                conv(path + ".conv2", out, out, 3, 1),
                new Norm(path + ".bn2", Part.BACKBONE, out));
    }

    private static List<Layer> narrow(String path, int in, int inner, int stride) {
        return List.of(
                conv(path + ".conv1", in, inner, 1, 1),
                new Norm(path + ".bn1", Part.BACKBONE, inner),
                new Relu(),
                conv(path + ".conv2", inner, inner, 3, stride),
                new Norm(path + ".bn2", Part.BACKBONE, inner),
                new Relu(),
                conv(path + ".conv3", inner, EXPANSION * inner, 1, 1),
                new Norm(path + ".bn3", Part.BACKBONE, EXPANSION * inner));
    }

    private static List<Layer> shortcut(String path, int in, int out, int stride) {
        return in == out && stride == 1
                ? List.of()
                : List.of(
                        conv(path + ".shortcut.conv", in, out, 1, stride),
                        new Norm(path + ".shortcut.bn", Part.BACKBONE, out));
    }

    private static Conv conv(String path, int in, int out, int kernel, int stride) {
        return new Conv(path, Part.BACKBONE, in, out, kernel, stride, kernel / 2, false);
    }
}
