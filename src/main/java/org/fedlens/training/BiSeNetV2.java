package org.fedlens.training;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.data.ImageShape;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.training.Layer.Conv;
import org.fedlens.training.Layer.Norm;
import org.fedlens.training.Layer.Relu;
import org.fedlens.training.Network.Stage;
import org.fedlens.weights.Part;

/**
 * BiSeNetV2 (Yu et al. 2021), the network of FedSeg: a wide shallow branch for detail, a narrow deep one for meaning,
 * and a layer in which each steers the other. Head and auxiliary heads enlarge their scores to the full picture. Sides
 * of the pictures must be multiples of 32.
 *
 * <p>Layers as in the public code (CoinCheung/BiSeNet, lightas/FedSeg), which differs from the paper: nearest instead
 * of linear enlargement within the guided layer, and three more rectifiers. Kernels start normal with variance
 * {@code 2 / fan-out}; there is no pre-training.
 *
 * @param width multiplies all channels; none goes below 8
 * @param auxiliary true for the four auxiliary heads, which exist in training only
 * @param dropout share of numbers dropped before the scores
 */
@Named("bisenetv2")
record BiSeNetV2(
        @Setting(standard = "1.0", min = 0.125, max = 2) double width,
        @Setting(standard = "true") boolean auxiliary,
        @Setting(standard = "0.1", min = 0, max = 0.9) double dropout)
        implements Architecture {
    private static final int LEAST = 8;
    private static final int MULTIPLE = 32;
    private static final int[] ENLARGEMENTS = {4, 8, 16, 32};
    private static final int[] CHANNELS = {16, 32, 64, 128};

    @Override
    public int multiple() {
        return MULTIPLE;
    }

    @Override
    public boolean pixelwise() {
        return true;
    }

    @Override
    public boolean normalizesOnePixel() {
        return true;
    }

    @Override
    public int features() {
        return scaled(128);
    }

    @Override
    public List<Layer> layers(ImageShape input) {
        return List.of(new Bilateral(this, input.channels()));
    }

    @Override
    public Network network(ImageShape input, int classes, Heads heads) {
        PixelStages.require(input, MULTIPLE, heads);
        List<Stage> stages = new ArrayList<>(List.of(Stage.of(Part.BACKBONE, layers(input))));
        heads.projector().ifPresent(projector -> stages.add(PixelStages.projection(features(), projector, 1)));
        int wide = scaled(1024);
        List<Layer> head = Spatial.row(
                Spatial.cbr("head.conv", Part.HEAD, features(), wide, 3, 1),
                List.of(
                        new Layer.Dropout(dropout),
                        new Conv("head.out", Part.HEAD, wide, classes, 1, 1, 0, true),
                        new Spatial.Enlarge(8)));
        stages.add(new Stage(Part.HEAD, Part.BACKBONE, head));
        List<List<Layer>> sides = new ArrayList<>();
        for (int side = 0; auxiliary && side < CHANNELS.length; side++) {
            sides.add(side("aux" + (side + 2), scaled(CHANNELS[side]), ENLARGEMENTS[side], classes));
        }
        return new Network(input, classes, stages, sides, MULTIPLE, BiSeNetV2::startsAtZero);
    }

    private List<Layer> side(String path, int in, int factor, int classes) {
        int middle = scaled(128);
        int wide = scaled(factor * factor);
        return Spatial.row(
                Spatial.cbr(path + ".conv1", Part.HEAD, in, middle, 3, 1),
                List.of(new Layer.Dropout(dropout), new Spatial.Repeat(2)),
                Spatial.cbr(path + ".conv2", Part.HEAD, middle, wide, 3, 1),
                List.of(
                        new Conv(path + ".out", Part.HEAD, wide, classes, 1, 1, 0, true),
                        new Spatial.Enlarge(factor / 2)));
    }

    /** True for the scale that ends a gather-and-expand block: so each block begins as the identity. */
    static boolean startsAtZero(String path) {
        return path.endsWith(".project.bn.weight");
    }

    int scaled(int channels) {
        return (int) Math.max(LEAST, Math.round(channels * width));
    }

    List<Layer> detail(int channels) {
        List<Layer> layers = new ArrayList<>();
        int in = channels;
        int[][] stages = {{64, 2}, {64, 3}, {128, 3}};
        for (int stage = 0; stage < stages.length; stage++) {
            int out = scaled(stages[stage][0]);
            for (int conv = 0; conv < stages[stage][1]; conv++) {
                String path = "detail.s" + (stage + 1) + "." + (conv + 1);
                layers.addAll(Spatial.cbr(path, Part.BACKBONE, in, out, 3, conv == 0 ? 2 : 1));
                in = out;
            }
        }
        return layers;
    }

    List<Layer> stem(int channels) {
        int out = scaled(16);
        int half = scaled(8);
        List<Layer> left = Spatial.row(
                Spatial.cbr("stem.left1", Part.BACKBONE, out, half, 1, 1),
                Spatial.cbr("stem.left2", Part.BACKBONE, half, out, 3, 2));
        return Spatial.row(
                Spatial.cbr("stem.conv", Part.BACKBONE, channels, out, 3, 2),
                List.of(new Spatial.Fork(left, List.of(new Spatial.Halve(true)))),
                Spatial.cbr("stem.fuse", Part.BACKBONE, 2 * out, out, 3, 1));
    }

    /** Stages 3 to 5 of the semantic branch. */
    List<List<Layer>> semantic() {
        return List.of(
                List.of(down("s3.1", scaled(16), scaled(32)), keep("s3.2", scaled(32))),
                List.of(down("s4.1", scaled(32), scaled(64)), keep("s4.2", scaled(64))),
                List.of(
                        down("s5.1", scaled(64), scaled(128)),
                        keep("s5.2", scaled(128)),
                        keep("s5.3", scaled(128)),
                        keep("s5.4", scaled(128))));
    }

    List<Layer> context() {
        int channels = features();
        List<Layer> global = Spatial.row(
                List.of(new Spatial.Mean(), new Norm("context.bn", Part.BACKBONE, channels)),
                Spatial.cbr("context.conv", Part.BACKBONE, channels, channels, 1, 1));
        return Spatial.row(
                List.of(new Spatial.Plus(global)),
                Spatial.cbr("context.last", Part.BACKBONE, channels, channels, 3, 1));
    }

    /** Gather and expand at the same size, {@code relu(x + body(x))}. */
    static Layer keep(String path, int channels) {
        int wide = 6 * channels;
        return new Layer.Residual(
                Spatial.row(
                        Spatial.cbr(path + ".gather", Part.BACKBONE, channels, channels, 3, 1),
                        List.of(
                                depthwise(path + ".expand.conv", channels, wide, 1),
                                new Norm(path + ".expand.bn", Part.BACKBONE, wide),
                                new Relu()),
                        project(path, wide, channels)),
                List.of());
    }

    /** The same to half the size, with a shortcut that follows. */
    static Layer down(String path, int in, int out) {
        int wide = 6 * in;
        return new Layer.Residual(
                Spatial.row(
                        Spatial.cbr(path + ".gather", Part.BACKBONE, in, in, 3, 1),
                        List.of(
                                depthwise(path + ".halve.conv", in, wide, 2),
                                new Norm(path + ".halve.bn", Part.BACKBONE, wide),
                                depthwise(path + ".expand.conv", wide, wide, 1),
                                new Norm(path + ".expand.bn", Part.BACKBONE, wide),
                                new Relu()),
                        project(path, wide, out)),
                List.of(
                        depthwise(path + ".short.depth.conv", in, in, 2),
                        new Norm(path + ".short.depth.bn", Part.BACKBONE, in),
                        new Conv(path + ".short.point.conv", Part.BACKBONE, in, out, 1, 1, 0, false),
                        new Norm(path + ".short.point.bn", Part.BACKBONE, out)));
    }

    private static List<Layer> project(String path, int in, int out) {
        return List.of(
                new Conv(path + ".project.conv", Part.BACKBONE, in, out, 1, 1, 0, false),
                new Norm(path + ".project.bn", Part.BACKBONE, out));
    }

    static Conv depthwise(String path, int in, int out, int stride) {
        return new Conv(path, Part.BACKBONE, in, out, 3, stride, 1, in, false);
    }
}
