package org.fedlens.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fedlens.data.ImageShape;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.Layer.Conv;
import org.fedlens.training.Layer.Dense;
import org.fedlens.training.Layer.Dropout;
import org.fedlens.training.Layer.Flatten;
import org.fedlens.training.Layer.MaxPool;
import org.fedlens.training.Layer.Norm;
import org.fedlens.training.Layer.Relu;
import org.fedlens.training.Layer.UnitLength;
import org.fedlens.training.Network.Stage;
import org.fedlens.weights.Part;

/** A kind of network; with the shape of the images and the number of classes it becomes a {@link Network}. */
public sealed interface Architecture
        permits Architecture.SmallCnn,
                Architecture.Mlp,
                Architecture.SmallResNet,
                Architecture.ResNet18,
                Architecture.ResNet50,
                SmallUNet,
                BiSeNetV2,
                Architecture.PhotoResNet50 {
    /** True if a batch must hold two pictures, since some normalisation is over one pixel of each. */
    default boolean normalizesOnePixel() {
        return false;
    }

    /** What the sides of what it learns from must be multiples of. */
    default int multiple() {
        return 1;
    }

    /** True if its networks tell every pixel's class, so that they learn from masks. */
    default boolean pixelwise() {
        return false;
    }

    /**
     * The network for these images.
     *
     * @param heads what the method wants on top
     * @throws Problem if the images are too small for it
     */
    default Network network(ImageShape input, int classes, Heads heads) {
        List<Stage> stages = new ArrayList<>(List.of(Stage.of(Part.BACKBONE, layers(input))));
        int embedding = features();
        if (heads.projector().isPresent()) {
            Heads.Mlp projector = heads.projector().get();
            stages.add(Stage.of(Part.PROJECTOR, dense("projector", Part.PROJECTOR, embedding, projector)));
            embedding = projector.sizeFor(embedding);
        }
        if (heads.predictor().isPresent()) {
            List<Layer> layers = dense(
                    "predictor", Part.PREDICTOR, embedding, heads.predictor().get());
            stages.add(Stage.of(Part.PREDICTOR, layers));
        }
        if (heads.classifier()) {
            stages.add(Stage.of(Part.HEAD, List.of(new Dense("fc", Part.HEAD, embedding, classes))));
        }
        return new Network(input, classes, stages, heads.target());
    }

    /** The network for these images, as methods use it that only classify. */
    default Network network(ImageShape input, int classes) {
        return network(input, classes, Heads.PLAIN);
    }

    private static List<Layer> dense(String path, Part part, int in, Heads.Mlp head) {
        List<Layer> layers = new ArrayList<>();
        int width = in;
        for (int layer = 1; layer <= head.layers(); layer++) {
            boolean last = layer == head.layers();
            int next = last ? head.sizeFor(in) : head.hidden() == 0 ? in : head.hidden();
            layers.add(new Dense(path + "." + layers.size(), part, width, next));
            boolean every = head.norms() == Heads.Norms.ALL || head.norms() == Heads.Norms.UNIT;
            if (every || head.norms() == Heads.Norms.HIDDEN && !last) {
                layers.add(new Norm(path + "." + layers.size(), part, next));
            }
            if (!last) {
                layers.add(new Relu());
            }
            width = next;
        }
        if (head.norms() == Heads.Norms.UNIT) {
            layers.add(new UnitLength());
        }
        if (head.dropout() > 0) {
            layers.add(new Dropout(head.dropout()));
        }
        return layers;
    }

    /** The layers up to the features. */
    List<Layer> layers(ImageShape input);

    /** How many features they give, D. */
    int features();

    /** A file with weights to begin with; a relative path starts at the experiment file's own folder. */
    default Optional<String> pretrained() {
        return Optional.empty();
    }

    /**
     * ResNet-50 for photographs, with torchvision's names of its tensors, so that published weights fit (He et al.
     * 2016); 23,508,032 learned numbers up to its 2048 features at full width.
     *
     * @param channels of the first stage, 64 as published
     * @param lastStride of the last stage: 2 as published and in FedUReID, 1 keeps its picture larger
     * @param weights a {@code .safetensors} or {@code .npz} file with the backbone's weights; empty for fresh ones
     */
    @Named("resnet-50-photo")
    record PhotoResNet50(
            @Setting(standard = "64", min = 4, max = 128) int channels,
            @Setting(standard = "2", min = 1, max = 2) int lastStride,
            @Setting(standard = "") String weights)
            implements Architecture {
        private static final int SMALLEST = 32;

        @Override
        public List<Layer> layers(ImageShape input) {
            requireAtLeast(SMALLEST, input);
            return PhotoResNet.layers(input.channels(), channels, lastStride);
        }

        @Override
        public int features() {
            return PhotoResNet.features(channels);
        }

        @Override
        public Optional<String> pretrained() {
            return weights.isBlank() ? Optional.empty() : Optional.of(weights);
        }
    }

    /**
     * Two 3x3 convolutions without padding (32 and 64 kernels), max-pooling, a dense layer of 128 and the classes: the
     * network of many published federated benchmarks. No normalisation, so averaging is all that happens to it. The
     * second rectifier comes after the pooling, where it has a quarter of the work; values and gradients are the same.
     *
     * @param width multiplies the kernels and the dense layer
     */
    @Named("small-cnn")
    record SmallCnn(@Setting(standard = "1.0", min = 0.125, max = 4) double width) implements Architecture {
        private static final int SMALLEST = 6;

        @Override
        public List<Layer> layers(ImageShape input) {
            requireAtLeast(SMALLEST, input);
            int narrow = scaled(32);
            int wide = scaled(64);
            int flat = wide * ((input.height() - 4) / 2) * ((input.width() - 4) / 2);
            return List.of(
                    new Conv("conv1", Part.BACKBONE, input.channels(), narrow, 3, 1, 0, true),
                    new Relu(),
                    new Conv("conv2", Part.BACKBONE, narrow, wide, 3, 1, 0, true),
                    new MaxPool(2),
                    new Relu(),
                    new Flatten(),
                    new Dense("fc1", Part.BACKBONE, flat, features()),
                    new Relu());
        }

        @Override
        public int features() {
            return scaled(128);
        }

        private int scaled(int channels) {
            return (int) Math.max(1, Math.round(channels * width));
        }
    }

    /**
     * Two hidden layers, the "2NN" of McMahan et al. 2017.
     *
     * @param hidden neurons in each
     */
    @Named("mlp")
    record Mlp(@Setting(standard = "200", min = 1, max = 4096) int hidden) implements Architecture {
        @Override
        public List<Layer> layers(ImageShape input) {
            return List.of(
                    new Flatten(),
                    new Dense("fc1", Part.BACKBONE, input.size(), hidden),
                    new Relu(),
                    new Dense("fc2", Part.BACKBONE, hidden, hidden),
                    new Relu());
        }

        @Override
        public int features() {
            return hidden;
        }
    }

    /**
     * A residual network for small images that a laptop can train (He et al. 2016, the CIFAR form): 3x3 stem, three
     * stages that halve the picture and double the channels, global average. With one block a stage it is known as
     * ResNet-8, with two as ResNet-14. With batch normalisation, so it shows what averaging running statistics does.
     *
     * @param channels of the first stage
     * @param blocks in each stage
     */
    @Named("small-resnet")
    record SmallResNet(
            @Setting(standard = "16", min = 4, max = 128) int channels,
            @Setting(standard = "1", min = 1, max = 9) int blocks)
            implements Architecture {
        private static final int SMALLEST = 4;
        private static final int STAGES = 3;

        /** ResNet-8. */
        public SmallResNet(int channels) {
            this(channels, 1);
        }

        @Override
        public List<Layer> layers(ImageShape input) {
            requireAtLeast(SMALLEST, input);
            return ResidualLayers.basic(input.channels(), channels, Collections.nCopies(STAGES, blocks));
        }

        @Override
        public int features() {
            return channels << (STAGES - 1);
        }
    }

    /**
     * ResNet-18 with the stem for small images: a 3x3 convolution of stride 1 and no pooling, four stages of two
     * blocks. The encoder of FedU, FedX and MOON; 11,173,962 learned numbers for colour images and ten classes.
     *
     * @param channels of the first stage, 64 as published
     */
    @Named("resnet-18")
    record ResNet18(@Setting(standard = "64", min = 4, max = 128) int channels) implements Architecture {
        private static final int SMALLEST = 8;
        private static final List<Integer> BLOCKS = List.of(2, 2, 2, 2);

        @Override
        public List<Layer> layers(ImageShape input) {
            requireAtLeast(SMALLEST, input);
            return ResidualLayers.basic(input.channels(), channels, BLOCKS);
        }

        @Override
        public int features() {
            return channels << (BLOCKS.size() - 1);
        }
    }

    /**
     * ResNet-50 with the stem for small images: bottlenecks of three convolutions, stages of 3, 4, 6 and 3; 2048
     * features as published.
     *
     * @param channels of the first stage, 64 as published
     */
    @Named("resnet-50")
    record ResNet50(@Setting(standard = "64", min = 4, max = 128) int channels) implements Architecture {
        private static final int SMALLEST = 8;
        private static final List<Integer> BLOCKS = List.of(3, 4, 6, 3);

        @Override
        public List<Layer> layers(ImageShape input) {
            requireAtLeast(SMALLEST, input);
            return ResidualLayers.bottlenecks(input.channels(), channels, BLOCKS);
        }

        @Override
        public int features() {
            return ResidualLayers.EXPANSION * channels << (BLOCKS.size() - 1);
        }
    }

    private static void requireAtLeast(int side, ImageShape input) {
        if (input.height() < side || input.width() < side) {
            throw new Problem(
                    "model.name",
                    Text.of("model.tooSmall", input.width(), input.height(), side),
                    Text.of("model.chooseOther"));
        }
    }
}
