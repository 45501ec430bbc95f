package org.fedlens.training.objective.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.ClientTask;
import org.fedlens.training.GivenStep;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.ObjectiveBuffers;
import org.fedlens.training.Optimizer;
import org.fedlens.training.PixelWorld;
import org.fedlens.training.Step;
import org.fedlens.training.VisitContext;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.network.Network;
import org.fedlens.training.network.SmallUNet;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CON-1 to CON-8 of the specification. */
class PixelContrastTest {
    private static final int ERASED = 255;
    private static final int WIDTH = 4;
    private static final int CLASSES = 3;

    private static UniformRandomProvider random() {
        return Streams.of(4, Purpose.OBJECTIVE);
    }

    private static PixelContrast term(double sure, int anchors) {
        return new PixelContrast(
                1, 0.5, sure, anchors, WIDTH, 1, PixelContrast.Space.GLOBAL, PixelContrast.Partners.REGION);
    }

    /** @param slope of the pixel's embedding @param push what the targets would be pushed by */
    private record Value(float loss, float[] slope, float[] push) {}

    /** One pixel, {@code (1, 0, 0, 0)}, against some rows. */
    private static Value of(long label, float[][] rows, long... classes) {
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray pixel = manager.create(new float[] {1, 0, 0, 0}, new Shape(1, WIDTH, 1, 1));
            pixel.setRequiresGradient(true);
            NDArray targets = manager.create(rows);
            targets.setRequiresGradient(true);
            try (GradientTape tape = new GradientTape()) {
                NDArray labels = manager.create(new long[] {label}, new Shape(1, 1, 1));
                NDArray loss = term(0.8, 100)
                        .contrast(pixel, labels, new PixelContrast.Targets(targets, manager.create(classes)), random());
                // Without a way to the targets there would be no gradient to look at.
                tape.backward(loss.add(targets.sum().mul(0f)));
                return new Value(
                        loss.getFloat(),
                        pixel.getGradient().toFloatArray(),
                        targets.getGradient().toFloatArray());
            }
        }
    }

    @Test
    @DisplayName("CON-1 one positive, two negatives")
    void onePositiveAgainstTwoNegatives() {
        assertEquals(0.239545, of(0, new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}, 0, 1, 2).loss, 1e-6);
    }

    @Test
    @DisplayName("CON-2 positives do not compete with each other")
    void twoPositivesAgainstOneNegative() {
        float[][] rows = {{1, 0, 0, 0}, {0.5f, (float) Math.sqrt(0.75), 0, 0}, {0, 0, 1, 0}};
        assertEquals(0.220095, of(0, rows, 0, 0, 1).loss, 1e-6);
    }

    @Test
    @DisplayName("CON-3 without a class to be told from it is 0")
    void withoutNegativesThereIsNothingToLearn() {
        Value value = of(0, new float[][] {{0, 1, 0, 0}, {1, 0, 0, 0}}, 0, 0);
        assertEquals(0, value.loss, 1e-7);
        assertArrayEquals(new float[WIDTH], value.slope, 1e-7f);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, ERASED, 254})
    @DisplayName("CON-4 without anchors it is 0, and so is its gradient")
    void withoutAnchorsThereIsNothingToLearn(long label) {
        Value value = of(label, new float[][] {{0, 1, 0, 0}, {1, 0, 0, 0}}, 0, 1);
        assertEquals(0, value.loss);
        assertArrayEquals(new float[WIDTH], value.slope);
    }

    @Test
    @DisplayName("CON-5 prototypes get no gradient")
    void prototypesStayWhereTheyAre() {
        Value value = of(0, new float[][] {{0, 1, 0, 0}, {1, 0, 0, 0}}, 0, 1);
        assertTrue(value.slope[1] < 0 && value.slope[0] > 0);
        assertArrayEquals(new float[2 * WIDTH], value.push);
    }

    /** What a received model makes of two pictures: an embedding of 2 x 2, sure scores on 4 x 4, and labels. */
    static final class Batch {
        private final NDArray embedding;
        private final NDArray scores;
        private final NDArray labels;
        private final ObjectiveBuffers notes;

        Batch(NDManager manager) {
            UniformRandomProvider random = Streams.of(6, Purpose.SUBSET);
            float[] all = new float[2 * WIDTH * 4];
            Arrays.setAll(new Object[all.length], i -> all[i] = random.nextFloat() - 0.5f);
            NDArray raw = manager.create(all, new Shape(2, WIDTH, 2, 2));
            embedding = raw.div(raw.square().sum(new int[] {1}, true).sqrt());
            // Every pixel is taken for class 2 with a probability of nearly 1.
            float[] sure = new float[2 * CLASSES * 16];
            Arrays.setAll(new Object[sure.length], i -> sure[i] = i / 16 % CLASSES == 2 ? 9 : 0);
            scores = manager.create(sure, new Shape(2, CLASSES, 4, 4));
            long[] seen = new long[32];
            Arrays.setAll(seen, i -> i < 16 ? (i % 4 < 2 ? 0 : ERASED) : (i / 4 % 4 < 2 ? 1 : 254));
            labels = manager.create(seen, new Shape(2, 4, 4));
            notes = new ObjectiveBuffers(manager);
        }

        NDArray of(NetworkRole who, AugmentedView view, NetworkPart part) {
            return part == NetworkPart.PROJECTOR ? embedding : scores;
        }

        NDArray embedding() {
            return embedding;
        }

        NDArray labels() {
            return labels;
        }

        ObjectiveBuffers notes() {
            return notes;
        }

        UniformRandomProvider random() {
            return PixelContrastTest.random();
        }
    }

    /** Draws prototypes as at the beginning of a visit. */
    private static void survey(PixelContrast term, Batch batch, int round) throws InterruptedException {
        Network network = new SmallUNet(2).network(new ImageShape(3, 16, 16), CLASSES);
        Weights model = network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
        ClientTask task = new ClientTask(
                1,
                new Broadcast(round, model, MethodMemory.NONE),
                ClientState.fresh(0),
                Catalog.get("FedSeg"),
                new Optimizer.Sgd(0.1, 0, 0, false),
                2,
                PixelWorld.scenes(2, new ImageShape(3, 16, 16)),
                Optional.empty());
        term.beforeEpoch(new VisitContext(task, 0, batch.notes, new VisitContext.Survey() {
            @Override
            public float[][] features(NetworkRole who, NetworkPart part) {
                throw new AssertionError("Contrast looks step by step");
            }

            @Override
            public void steps(Consumer<Step> look) {
                look.accept(GivenStep.of(batch));
            }
        }));
    }

    private static Set<Long> classes(Batch batch) {
        Set<Long> classes = new TreeSet<>();
        for (long label : batch.notes.get("pixel-contrast.classes").toLongArray()) {
            classes.add(label);
        }
        return classes;
    }

    @Test
    @DisplayName("CON-6 prototypes have length 1, and a class that a picture lacks has none")
    void prototypesAreOfUnitLengthAndOnlyOfWhatIsThere() throws InterruptedException {
        try (NDManager manager = TrainingParity.engine().manager()) {
            Batch batch = new Batch(manager);
            survey(term(0.8, 100), batch, 2);
            NDArray rows = batch.notes.get("pixel-contrast.prototypes");
            // Picture 1: class 0, and 2 where nothing is labelled; picture 2: class 1, and no class at all in its
            // padding.
            assertEquals(new Shape(3, WIDTH), rows.getShape());
            assertArrayEquals(
                    new long[] {0, 2, 1},
                    batch.notes.get("pixel-contrast.classes").toLongArray());
            assertArrayEquals(
                    new float[] {1, 1, 1}, rows.square().sum(new int[] {1}).toFloatArray(), 1e-6f);
        }
    }

    @Test
    @DisplayName("CON-7 above a threshold of 1 nothing is guessed: no pseudo term, and prototypes of kept classes only")
    void aThresholdAboveOneLeavesTheLabels() throws InterruptedException {
        try (NDManager manager = TrainingParity.engine().manager()) {
            PixelContrast never = term(1.01, 100);
            Batch batch = new Batch(manager);
            survey(never, batch, 2);
            assertEquals(Set.of(0L, 1L), classes(batch));
            float both = never.loss(GivenStep.of(batch)).getFloat();
            ClassRegions regions = ClassRegions.of(batch.embedding, batch.scores, batch.labels, 1.01);
            PixelContrast.Targets targets = new PixelContrast.Targets(
                    batch.notes.get("pixel-contrast.prototypes"), batch.notes.get("pixel-contrast.classes"));
            float labelled = never.contrast(batch.embedding, regions.labels(), targets, random())
                    .getFloat();
            assertTrue(labelled > 0);
            assertEquals(labelled, both);
            Batch guessing = new Batch(manager);
            survey(term(0.8, 100), guessing, 2);
            assertEquals(Set.of(0L, 1L, 2L), classes(guessing));
        }
    }

    @Test
    void inTheFirstRoundTheReceivedModelKnowsNothing() throws InterruptedException {
        try (NDManager manager = TrainingParity.engine().manager()) {
            Batch batch = new Batch(manager);
            survey(term(0.8, 100), batch, 1);
            assertFalse(batch.notes.has("pixel-contrast.prototypes"));
            assertEquals(0, term(0.8, 100).loss(GivenStep.of(batch)).getFloat(), 1e-12);
        }
    }

    @Test
    @DisplayName("CON-8 anchors are at most as many as allowed, an equal share for each class")
    void anchorsAreBoundedAndShared() {
        long[] labels = new long[1000];
        Arrays.setAll(labels, i -> i < 700 ? 0 : i < 990 ? 2 : i < 995 ? 1 : ERASED);
        for (int most : new int[] {1, 2, 3, 10, 100, 5000}) {
            long[] drawn = PixelContrast.draw(labels, ERASED, most, random());
            assertTrue(drawn.length <= most);
            int[] each = new int[CLASSES];
            for (long at : drawn) {
                each[(int) labels[(int) at]]++;
            }
            int share = most / CLASSES;
            assertArrayEquals(new int[] {Math.min(share, 700), Math.min(share, 5), Math.min(share, 290)}, each);
        }
        try (NDManager manager = TrainingParity.engine().manager()) {
            // Of two pixels with different losses one is drawn: the mean is one of the two, not theirs.
            NDArray pixels = manager.create(new float[] {1, 0, 0, 1, 0, 0, 0, 0}, new Shape(1, WIDTH, 1, 2));
            NDArray targets = manager.eye(2, WIDTH, 0, DataType.FLOAT32);
            NDArray same = manager.zeros(new Shape(1, 1, 2), DataType.INT64);
            float one = term(0.8, 1)
                    .contrast(
                            pixels,
                            same,
                            new PixelContrast.Targets(targets, manager.create(new long[] {0, 1})),
                            random())
                    .getFloat();
            float near = (float) Math.log1p(Math.exp(-2));
            float far = (float) Math.log1p(Math.exp(2));
            assertTrue(Math.abs(one - near) < 1e-5 || Math.abs(one - far) < 1e-5, () -> "" + one);
        }
    }
}
