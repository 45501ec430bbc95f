package org.fedlens.training.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Optimizer;
import org.fedlens.training.PixelWorld;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.tensor.PixelTensors;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BISE-1 to BISE-5 and UP-1 of the specification, and what networks of pixels promise besides. */
class PixelNetworksTest {
    private static final HeadSpec CONTRAST = HeadSpec.projecting(new HeadSpec.Mlp(2, 0, 256, HeadSpec.Norms.HIDDEN))
            .withClassifier();
    private static final BiSeNetV2 FULL = new BiSeNetV2(1, true, 0.1);

    private static int learned(Network network, String... prefixes) {
        return network.layout().slots().stream()
                .filter(Slot::learned)
                .filter(slot -> List.of(prefixes).stream().anyMatch(slot.path()::startsWith))
                .mapToInt(Slot::size)
                .sum();
    }

    private static Network full(int height, int width, int classes) {
        return FULL.network(new ImageShape(3, height, width), classes, CONTRAST);
    }

    @Test
    @DisplayName("BISE-2 parameters of every part and of whole networks")
    void parametersAreAsManyAsSpecified() {
        Network network = full(512, 1024, 19);
        assertEquals(519_232, learned(network, "detail."));
        assertEquals(6_432, learned(network, "stem."));
        assertEquals(25_936, learned(network, "s3."));
        assertEquals(94_368, learned(network, "s4."));
        assertEquals(868_160, learned(network, "s5."));
        assertEquals(164_608, learned(network, "context."));
        assertEquals(478_720, learned(network, "guide."));
        assertEquals(1_201_171, learned(network, "head."));
        assertEquals(37_475, learned(network, "aux2."));
        assertEquals(112_211, learned(network, "aux3."));
        assertEquals(374_291, learned(network, "aux4."));
        assertEquals(1_348_883, learned(network, "aux5."));
        assertEquals(49_792, learned(network, "projection_head."));
        assertEquals(17_600, learned(network, "s3.2."));
        assertEquals(8_336, learned(network, "s3.1."));
        assertEquals(5_281_279, learned(network, ""));
        assertEquals(5_262_167, learned(full(512, 512, 11), ""));
        assertEquals(5_283_668, learned(full(480, 480, 20), ""));
        assertEquals(5_594_238, learned(full(480, 480, 150), ""));
        Network inference = new BiSeNetV2(1, false, 0.1).network(new ImageShape(3, 512, 1024), 19);
        assertEquals(3_358_627, learned(inference, ""));
    }

    @Test
    @DisplayName("BISE-1 shapes of both branches, heads and embedding")
    void shapesAreAnEighthWithinAndWholeOutside() {
        Network network = full(64, 128, 19);
        try (NDManager manager = TrainingParity.engine().manager()) {
            Tensors tensors = Tensors.load(network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS)), manager, false);
            NDArray x = manager.ones(new Shape(2, 3, 64, 128));
            List<NDArray> branches = network.branches(x, tensors, true);
            assertEquals(new Shape(2, 128, 8, 16), branches.get(0).getShape());
            assertEquals(new Shape(2, 16, 16, 32), branches.get(1).getShape());
            assertEquals(new Shape(2, 128, 2, 4), branches.get(4).getShape());
            assertEquals(
                    new Shape(2, 256, 8, 16),
                    network.run(NetworkPart.PROJECTOR, branches.get(0), tensors, true)
                            .getShape());
            for (NDArray side : network.sides(branches, tensors)) {
                assertEquals(new Shape(2, 19, 64, 128), side.getShape());
            }
            assertEquals(
                    new Shape(2, 19, 64, 128), network.forward(x, tensors, true).getShape());
        }
    }

    @Test
    @DisplayName("BISE-3 a gather-and-expand block begins as the identity")
    void anyGatherBlockBeginsAsTheIdentity() {
        Layer.Residual block = (Layer.Residual) BiSeNetV2.keep("s3.2", 8);
        Network network = new Network(
                new ImageShape(8, 8, 8),
                2,
                List.of(Network.Stage.of(NetworkPart.BACKBONE, List.of(block))),
                List.of(),
                8,
                BiSeNetV2::startsAtZero);
        try (NDManager manager = TrainingParity.engine().manager()) {
            Tensors tensors = Tensors.load(network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS)), manager, false);
            NDArray x = manager.arange(0, 2 * 8 * 16, 1, DataType.FLOAT32)
                    .reshape(2, 8, 4, 4)
                    .sub(100);
            assertArrayEquals(
                    x.maximum(0).toFloatArray(), block.forward(x, tensors, true).toFloatArray());
        }
    }

    @Test
    void singlePixelsHaveTheFeaturesAndTheClassOfTheirPlace() throws InterruptedException {
        ImageShape shape = new ImageShape(3, 20, 44);
        LabelledImages scenes = PixelWorld.scenes(2, shape);
        Normalization plain = new Normalization(new float[3], new float[] {1, 1, 1});
        for (Architecture design : List.of(new SmallUNet(2), new BiSeNetV2(0.125, false, 0))) {
            Network network = design.network(new ImageShape(3, 32, 32), 3, HeadSpec.PLAIN);
            Weights weights = network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
            Evaluator evaluator = new Evaluator(TrainingParity.engine(), network, plain);
            int[] pixels = {0, 43, 44 * 7 + 9, 44 * 19 + 43};
            Evaluator.Spots spots = evaluator.spots(weights, scenes.images(), 1, pixels);
            byte[] mask = evaluator.masks(weights, scenes.images(), 1, 2, TrainingControl.FREE)[0];
            try (NDManager manager = TrainingParity.engine().manager()) {
                NDArray x = new PixelTensors(scenes.images(), plain).images(new int[] {1}, 0, 1, manager);
                NDArray features = network.through(
                        NetworkPart.BACKBONE,
                        Padding.mirrored(x, design.multiple()),
                        Tensors.load(weights, manager, false),
                        false);
                int stride = design instanceof BiSeNetV2 ? 8 : 1;
                for (int i = 0; i < pixels.length; i++) {
                    assertEquals(mask[pixels[i]], spots.guesses()[i]);
                    float[] there = features.get("0, :, {}, {}", pixels[i] / 44 / stride, pixels[i] % 44 / stride)
                            .toFloatArray();
                    assertArrayEquals(there, spots.vectors()[i]);
                }
            }
        }
    }

    @Test
    @DisplayName("BISE-4 evaluation pads 500 x 375 to 512 x 384 and gives 500 x 375 back")
    void evaluationTakesAnySizeAndGivesItBack() {
        Network network = new BiSeNetV2(0.25, true, 0.1).network(new ImageShape(3, 384, 512), 5);
        try (NDManager manager = TrainingParity.engine().manager()) {
            Tensors tensors = Tensors.load(network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS)), manager, false);
            NDArray x = manager.arange(0, 3 * 375 * 500, 1, DataType.FLOAT32)
                    .reshape(1, 3, 375, 500)
                    .div(3 * 375 * 500);
            assertEquals(
                    new Shape(1, 5, 375, 500),
                    network.forward(x, tensors, false).getShape());
            NDArray padded = Padding.around(x, 32, y -> {
                assertEquals(new Shape(1, 3, 384, 512), y.getShape());
                assertEquals(y.getFloat(0, 0, 373, 499), y.getFloat(0, 0, 375, 499));
                assertEquals(y.getFloat(0, 2, 374, 498), y.getFloat(0, 2, 374, 500));
                assertEquals(y.getFloat(0, 2, 366, 488), y.getFloat(0, 2, 382, 510));
                return y;
            });
            assertArrayEquals(x.toFloatArray(), padded.toFloatArray());
            NDArray tiny = manager.ones(new Shape(1, 3, 3, 2));
            assertEquals(
                    new Shape(1, 5, 3, 2), network.forward(tiny, tensors, false).getShape());
        }
    }

    @Test
    @DisplayName(
            "BISE-5 the rate is ten times as high exactly where a name holds head or aux, and vectors do not decay")
    void onlySlotsCalledHeadOrAuxLieOutsideTheBackbone() {
        Optimizer.Sgd sgd = new Optimizer.Sgd(0.05, 0.9, 5e-4, false, 10, false);
        for (Slot slot : full(64, 64, 3).layout().slots()) {
            boolean named = slot.path().contains("head") || slot.path().contains("aux");
            assertEquals(named, slot.part() != NetworkPart.BACKBONE, slot.path());
            assertEquals(named ? 0.5 : 0.05, sgd.of(slot).learningRate(), 1e-12, slot.path());
            assertEquals(slot.shape().size() > 1 ? 5e-4 : 0, sgd.of(slot).weightDecay(), slot.path());
        }
    }

    @Test
    @DisplayName("UP-1 linear enlargement and its gradient")
    void linearEnlargementMeetsTheSpecificationAndPassesGradientsBack() {
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray line = manager.create(new float[] {0, 1}, new Shape(1, 1, 1, 2));
            line.setRequiresGradient(true);
            try (GradientTape tape = new GradientTape()) {
                NDArray longer = SpatialLayers.bilinear(line, 1, 4);
                assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1}, longer.toFloatArray());
                tape.backward(longer.mul(manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 1, 4)))
                        .sum());
            }
            assertArrayEquals(new float[] {3.25f, 6.75f}, line.getGradient().toFloatArray(), 1e-6f);
        }
    }

    @Test
    void aDepthwiseKernelReadsTheChannelItBelongsTo() {
        Layer.Conv conv = BiSeNetV2.depthwise("dw", 2, 12, 1);
        Network network = new Network(new ImageShape(2, 3, 3), 1, List.of(), conv);
        float[] kernels = new float[12 * 9];
        for (int out = 0; out < 12; out++) {
            kernels[out * 9 + 4] = out + 1;
        }
        try (NDManager manager = TrainingParity.engine().manager()) {
            Tensors tensors = Tensors.load(Weights.of(network.layout(), kernels), manager, false);
            NDArray x = manager.create(new float[] {1, 100}, new Shape(1, 2, 1, 1));
            float[] seen = conv.forward(x, tensors, true).toFloatArray();
            for (int out = 0; out < 12; out++) {
                assertEquals((out + 1) * (out / 6 == 0 ? 1 : 100), seen[out]);
            }
        }
    }

    @Test
    void smallVariantsAreSmallAndBothTrainFromTheirOwnStart() {
        Network quarter = new BiSeNetV2(0.25, true, 0).network(new ImageShape(3, 64, 64), 6, CONTRAST);
        assertTrue(learned(quarter, "") < 600_000, () -> "parameters: " + learned(quarter, ""));
        Network unet = new SmallUNet(8).network(new ImageShape(3, 48, 64), 11, CONTRAST);
        WeightLayout layout = unet.layout();
        assertEquals(
                Set.of(NetworkPart.BACKBONE, NetworkPart.PROJECTOR, NetworkPart.HEAD),
                layout.slots().stream().map(Slot::part).collect(Collectors.toSet()));
        try (NDManager manager = TrainingParity.engine().manager()) {
            Tensors tensors = Tensors.load(unet.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS)), manager, false);
            NDArray x = manager.arange(0, 2 * 3 * 48 * 64, 1, DataType.FLOAT32)
                    .reshape(2, 3, 48, 64)
                    .sin();
            NDArray embedding = unet.through(NetworkPart.PROJECTOR, x, tensors, true);
            assertEquals(new Shape(2, 256, 12, 16), embedding.getShape());
            assertEquals(1, embedding.square().sum(new int[] {1}).max().getFloat(), 1e-5);
            assertEquals(
                    new Shape(2, 11, 48, 64), unet.forward(x, tensors, true).getShape());
        }
    }

    @Test
    void sidesThatDoNotFitAreRefusedWithTheNearestThatDo() {
        Problem problem = assertThrows(Problem.class, () -> full(500, 512, 3));
        assertEquals("data.height", problem.where());
        assertEquals(List.of(480, 512), problem.remedy().values());
    }
}
