package org.fedlens.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Memory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every visit must keep to, for every method of the catalogue, on a network with batch normalisation. */
class LocalTrainerTest {
    private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
    private static final Optimizer MOMENTUM = new Optimizer.Sgd(0.05, 0.9, 5e-4, false);

    private final Normalization plain = new Normalization(new float[] {0.5f}, new float[] {0.25f});
    private final LabelledImages images = images(20);

    @BeforeEach
    void prepare() {
        TrainingParity.engine();
    }

    static Stream<Algorithm> methods() {
        return Catalog.all().stream().filter(method -> !(method.supervision() instanceof Unlabelled));
    }

    private LabelledImages images(Algorithm method) {
        return method.objective().pixelwise() ? PixelWorld.scenes(20, SHAPE) : images;
    }

    private static LabelledImages images(int count) {
        UniformRandomProvider random = Streams.of(3, Purpose.SUBSET);
        byte[] pixels = new byte[count * SHAPE.size()];
        random.nextBytes(pixels);
        return new LabelledImages(
                PixelBlock.of(SHAPE, pixels),
                Labels.of(IntStream.range(0, count).map(i -> i % 3).toArray(), 3));
    }

    private static Network network(Algorithm algorithm) {
        Architecture design = algorithm.objective().pixelwise() ? new SmallUNet(2) : new Architecture.SmallResNet(4);
        return design.network(SHAPE, 3, algorithm.objective().heads());
    }

    private ClientResult visit(Algorithm algorithm, Weights start, ClientState past) throws InterruptedException {
        Network network = network(algorithm);
        ClientTask task = new ClientTask(
                9,
                new Broadcast(1, start, Memory.NONE),
                past,
                algorithm,
                MOMENTUM,
                8,
                images(algorithm),
                Optional.empty());
        return new LocalTrainer(TrainingParity.engine(), network, plain).train(task, Pace.FREE);
    }

    private static Weights initial(Algorithm algorithm) {
        return network(algorithm).initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aVisitOfNoStepsReturnsExactlyTheReceivedWeights(Algorithm method) throws Exception {
        Algorithm idle = method.with(new LocalBudget.Steps(0));
        Weights start = initial(method);
        ClientResult result = visit(idle, start, ClientState.fresh(0));
        assertEquals(start, result.update().weights().over(start));
        assertEquals(0, result.drift());
        assertEquals(0, result.update().steps());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nothingLeaksFromOneVisitIntoTheNext(Algorithm method) throws Exception {
        Weights start = initial(method);
        ClientResult first = visit(method, start, ClientState.fresh(0));
        visit(method, start, ClientState.fresh(1));
        ClientResult again = visit(method, start, ClientState.fresh(0));
        assertEquals(first.update(), again.update());
        assertEquals(first.next(), again.next());
        int epoch = method.objective().wholeBatches() ? 2 : 3;
        assertEquals(0, first.update().steps() % epoch);
        assertTrue(first.update().steps() >= epoch);
        assertTrue(first.drift() > 0);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatTravelsIsWhatTheMethodSays(Algorithm method) throws Exception {
        Weights start = initial(method);
        ClientResult result = visit(method, start, ClientState.fresh(0));
        assertEquals(
                start.layout().only(method.exchange().up()::carries),
                result.update().weights().layout());
        assertEquals(method.keepsOwn(), result.next().own().isPresent());
        boolean controls = method.name().equals("SCAFFOLD");
        assertEquals(controls, result.update().sent().get("control").isPresent());
        assertEquals(
                controls || method.name().startsWith("FedDyn") || method.supervision() instanceof ClusterLabels,
                !result.next().memory().weights().isEmpty());
    }

    @Test
    void frozenModelsKeepTheirBits() throws Exception {
        Algorithm moon = Catalog.get("MOON");
        Weights start = initial(moon);
        Weights previous = network(moon).initial(Streams.of(2, Purpose.INITIAL_WEIGHTS));
        ClientState past = new ClientState(0, 1, Optional.of(previous), Memory.NONE);
        ClientTask task = new ClientTask(
                9, new Broadcast(2, start, Memory.NONE), past, moon, MOMENTUM, 8, images, Optional.empty());
        try (NDManager manager = TrainingParity.engine().manager()) {
            Frozen frozen = Frozen.load(task, start, network(moon), manager);
            Tensors tensors = Tensors.load(start, manager, false).leaves();
            Batch.Visited visited = new Batch.Visited(
                    task,
                    network(moon),
                    frozen,
                    new Notes(manager),
                    Set.of(),
                    manager,
                    Streams.of(1, Purpose.OBJECTIVE));
            Batch batch = new Batch(
                    visited, tensors, moon.supervision().feed(task, plain).next(), 0);
            try (var tape = new GradientTape()) {
                tape.backward(moon.objective().loss(batch));
            }
            assertEquals(previous, frozen.get(new Need.Previous()).orElseThrow().save());
            assertEquals(start, frozen.get(new Need.Received()).orElseThrow().save());
            assertTrue(frozen.get(new Need.Received()).orElseThrow().learned().stream()
                    .noneMatch(NDArray::hasGradient));
        }
    }

    @Test
    void aStoppedVisitEndsBetweenTwoBatches() {
        List<Integer> passed = new ArrayList<>();
        Pace stopping = new Pace() {
            @Override
            public void pass() throws InterruptedException {
                passed.add(passed.size());
                if (passed.size() == 2) {
                    throw new InterruptedException();
                }
            }

            @Override
            public void progress(double share) {}
        };
        Algorithm method = Catalog.get("FedAvg");
        ClientTask task = new ClientTask(
                9,
                new Broadcast(1, initial(method), Memory.NONE),
                ClientState.fresh(0),
                method,
                MOMENTUM,
                8,
                images,
                Optional.empty());
        LocalTrainer trainer = new LocalTrainer(TrainingParity.engine(), network(method), plain);
        assertThrows(InterruptedException.class, () -> trainer.train(task, stopping));
        assertEquals(2, passed.size());
    }

    @Test
    void networksHaveTheSizesTheyAreKnownBy() {
        assertEquals(
                1_626_442,
                new Architecture.SmallCnn(1)
                        .network(new ImageShape(3, 32, 32), 10)
                        .layout()
                        .size());
        assertEquals(
                199_210,
                new Architecture.Mlp(200)
                        .network(new ImageShape(1, 28, 28), 10)
                        .layout()
                        .size());
        assertNotEquals(
                0,
                new Architecture.SmallResNet(16)
                        .network(new ImageShape(3, 32, 32), 10)
                        .layout()
                        .size());
    }

    @Test
    void imagesTooSmallForANetworkAreRefused() {
        Problem problem =
                assertThrows(Problem.class, () -> new Architecture.SmallCnn(1).network(new ImageShape(1, 4, 4), 10));
        assertEquals("model.name", problem.where());
        assertFalse(problem.getMessage().isBlank());
    }
}
