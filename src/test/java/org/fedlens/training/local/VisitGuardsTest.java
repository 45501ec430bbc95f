package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientTask;
import org.fedlens.training.DivergedException;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.ObjectiveBuffers;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Step;
import org.fedlens.training.VisitContext;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.network.Layer;
import org.fedlens.training.network.Network;
import org.fedlens.training.objective.ExclusiveLoss;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.TargetNetworkSlots;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

/** What a visit must never do unnoticed, on the smallest networks that can do it. */
class VisitGuardsTest {
    private static final ImageShape PAIR = new ImageShape(1, 1, 2);
    private static final LabelledImages IMAGES = new LabelledImages(
            PixelBlock.of(PAIR, new byte[] {(byte) 255, 0, 51, (byte) 204}), Labels.of(new int[] {0, 1}, 2));
    private static final Normalization AS_THEY_ARE = new Normalization(new float[] {0}, new float[] {1});
    private static final Network LINEAR =
            new Network(PAIR, 2, List.of(new Layer.Flatten()), new Layer.Dense("fc", NetworkPart.HEAD, 2, 2));

    private static void engine(Consumer<NDManager> with) {
        NativeLibrary engine = NativeLibrary.open("cpu");
        NativeLibrary.prepareThread();
        try (NDManager manager = engine.manager()) {
            with.accept(manager);
        }
    }

    private static ClientTask task(Algorithm algorithm, Weights start, double rate) {
        return new ClientTask(
                9,
                new Broadcast(4, start, MethodMemory.NONE),
                ClientState.fresh(3),
                algorithm,
                new Optimizer.Sgd(rate, 0, 0, false),
                2,
                IMAGES,
                Optional.empty());
    }

    @Test
    void weightsThatOverflowInTheLastStepAreNoticedThoughEveryLossWasANumber() {
        Algorithm once = Catalog.get("FedAvg").with(new LocalBudget.Steps(1));
        Weights start = LINEAR.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
        engine(manager -> {
            LocalTrainer trainer = new LocalTrainer(NativeLibrary.open("cpu"), LINEAR, AS_THEY_ARE);
            DivergedException thrown = assertThrows(
                    DivergedException.class, () -> trainer.train(task(once, start, 1e39), TrainingControl.FREE));
            assertEquals(4, thrown.round());
            assertEquals(3, thrown.client());
        });
    }

    @Test
    void aLossThatIsNoNumberEndsTheVisitAtOnce() {
        Algorithm five = Catalog.get("FedAvg").with(new LocalBudget.Steps(5));
        Weights start = Weights.fill(LINEAR.layout(), i -> i == 0 ? Double.NaN : 0);
        List<Double> made = new ArrayList<>();
        TrainingControl counting = new TrainingControl() {
            @Override
            public void pass() {}

            @Override
            public void progress(double share) {
                made.add(share);
            }
        };
        engine(manager -> {
            LocalTrainer trainer = new LocalTrainer(NativeLibrary.open("cpu"), LINEAR, AS_THEY_ARE);
            assertThrows(DivergedException.class, () -> trainer.train(task(five, start, 0.1), counting));
            assertEquals(List.of(), made, "steps after the loss was lost");
        });
    }

    @Test
    void dropoutKeepsTheMeanOfWhatItLeaves() {
        engine(manager -> {
            Tensors tensors = Tensors.load(Weights.fill(LINEAR.layout(), i -> 1), manager, false);
            Shape shape = new Shape(100, 200);
            assertEquals(1, tensors.mask(shape, 0.75).min().getFloat(), "nothing to draw from");
            tensors.drawFrom(Streams.of(1, Purpose.DROPOUT_LAYER));
            float[] mask = tensors.mask(shape, 0.75).toFloatArray();
            int kept = 0;
            for (float value : mask) {
                assertTrue(value == 0 || value == 4, () -> "a mask of " + value);
                kept += value > 0 ? 1 : 0;
            }
            assertEquals(0.25, kept / 20_000.0, 0.015);
            NDArray x = manager.ones(new Shape(100, 200)).mul(3);
            Layer.Dropout dropout = new Layer.Dropout(0.75);
            assertSame(x, dropout.forward(x, tensors, false));
            assertEquals(3, dropout.forward(x, tensors, true).mean().getFloat(), 0.2);
            assertEquals(12, dropout.forward(x, tensors, true).max().getFloat());
        });
    }

    @Test
    void batchNormalisationHasTheEpsilonAndTheMomentumOfPyTorch() {
        Layer.Norm norm = new Layer.Norm("bn", NetworkPart.BACKBONE, 1);
        Network network = new Network(PAIR, 1, List.of(), norm);
        // Scale 2, shift 1, running mean 10, running variance 4.
        Weights start = Weights.of(network.layout(), new float[] {2, 1, 10, 4});
        engine(manager -> {
            Tensors tensors = Tensors.load(start, manager, false);
            // Mean 0.02 and variance 4e-4, which is so small that epsilon counts.
            float[] values = {0, 0.04f, 0, 0.04f};
            NDArray x = manager.create(values, new Shape(4, 1, 1, 1));
            float[] y = norm.forward(x, tensors, true).toFloatArray();
            double normed = 0.02 / Math.sqrt(4e-4 + 1e-5);
            assertArrayEquals(
                    new float[] {(float) (1 - 2 * normed), (float) (1 + 2 * normed)}, new float[] {y[0], y[1]}, 1e-4f);
            // A tenth of the way, to the mean and to the unbiased variance.
            assertEquals(0.9 * 10 + 0.1 * 0.02, tensors.get("bn.running_mean").getFloat(0), 1e-5);
            assertEquals(
                    0.9 * 4 + 0.1 * 4e-4 * 4 / 3, tensors.get("bn.running_var").getFloat(0), 1e-5);
            float[] judged =
                    norm.forward(x, Tensors.load(start, manager, false), false).toFloatArray();
            assertEquals(1 + 2 * (0 - 10) / Math.sqrt(4 + 1e-5), judged[0], 1e-4);
        });
    }

    @Test
    void aTargetFollowsInWhatIsLearnedAndKeepsItsOwnStatistics() {
        WeightLayout layout = new WeightLayout(TargetNetworkSlots.withTarget(List.of(
                new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1)),
                new Slot("scale", NetworkPart.BACKBONE, SlotKind.NORM, List.of(1)),
                new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(1)),
                new Slot("predictor", NetworkPart.PREDICTOR, SlotKind.TRAINED, List.of(1)))));
        engine(manager -> {
            Tensors tensors = Tensors.load(Weights.of(layout, new float[] {1, 2, 3, 4, 11, 12, 13}), manager, false);
            tensors.follow(0.9);
            Weights after = tensors.save();
            float[] expected = {1, 2, 3, 4, 10, 11, 13};
            IntStream.range(0, layout.size()).forEach(i -> assertEquals(expected[i], after.at(i), 1e-5, "number " + i));
        });
    }

    @Test
    void theExclusiveTableBeginsAnewWithAVisitAndNotWithAnEpoch() {
        ExclusiveLoss zero = new ExclusiveLoss(10, 2, 0, ExclusiveLoss.Table.ZERO);
        ExclusiveLoss mean = new ExclusiveLoss(10, 2, 0, ExclusiveLoss.Table.MEAN);
        Weights start = Weights.fill(LINEAR.layout(), i -> 0);
        VisitContext.Survey survey = new VisitContext.Survey() {
            @Override
            public float[][] features(NetworkRole who, NetworkPart part) {
                return new float[][] {{3, 4}, {0, -2}};
            }

            @Override
            public void steps(Consumer<Step> look) {
                throw new AssertionError("Nobody asked to see steps");
            }
        };
        engine(manager -> {
            for (ExclusiveLoss objective : List.of(zero, mean)) {
                ObjectiveBuffers notes = new ObjectiveBuffers(manager);
                ClientTask task = task(Catalog.get("FedUReID"), start, 0.1);
                float[] fresh = objective == zero ? new float[4] : new float[] {.6f, .8f, 0, -1};
                begin(objective, new VisitContext(task, 0, notes, survey));
                assertArrayEquals(fresh, notes.get("table").toFloatArray(), 1e-6f);
                notes.get("table").set(new float[] {1, 0, 0, 1});
                // What was learned in one epoch is there in the next ...
                begin(objective, new VisitContext(task, 1, notes, survey));
                begin(objective, new VisitContext(task, 2, notes, survey));
                assertArrayEquals(new float[] {1, 0, 0, 1}, notes.get("table").toFloatArray());
                // ... and gone in the next visit.
                begin(objective, new VisitContext(task, 0, notes, survey));
                assertArrayEquals(fresh, notes.get("table").toFloatArray(), 1e-6f);
            }
        });
    }

    private static void begin(ExclusiveLoss objective, VisitContext opening) {
        try {
            objective.beforeEpoch(opening);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
