package org.fedlens.training.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.fedlens.training.Optimizer;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.tensor.LogLoss;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BUC-1 to BUC-3 of the specification, and the backbone's own rate in re-identification. */
class ExclusiveLossTest {
    private static final ExclusiveLoss LOSS = new ExclusiveLoss(10, 2, 0, ExclusiveLoss.Table.ZERO);

    private interface With {
        void of(NDManager manager);
    }

    private static void engine(With with) {
        NativeLibrary engine = NativeLibrary.open("cpu");
        NativeLibrary.prepareThread();
        try (NDManager manager = engine.manager()) {
            with.of(manager);
        }
    }

    @Test
    @DisplayName("BUC-1 a table of zeros over four clusters costs ln 4")
    void zeros() {
        engine(manager -> {
            NDArray scores = LOSS.scores(
                    manager.create(new float[] {.6f, .8f}, new Shape(1, 2)), manager.zeros(new Shape(4, 2)));
            NDArray labels = manager.create(new long[] {2});
            assertEquals(1.386294, LogLoss.mean(scores, labels).getFloat(), 1e-5);
        });
    }

    @Test
    @DisplayName("BUC-2 loss, gradient and the row that follows")
    void worked() {
        engine(manager -> {
            NDArray rows = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
            NDArray x = manager.create(new float[] {.6f, .8f}, new Shape(1, 2));
            NDArray labels = manager.create(new long[] {1});
            x.setRequiresGradient(true);
            try (GradientTape tape = new GradientTape()) {
                NDArray loss = LogLoss.mean(LOSS.scores(x, rows), labels);
                assertEquals(0.126928, loss.getFloat(), 1e-5);
                tape.backward(loss);
            }
            assertArrayEquals(
                    new float[] {1.192029f, -1.192029f}, x.getGradient().toFloatArray(), 1e-4f);
            ExclusiveLoss.follow(rows, x, labels);
            assertArrayEquals(new float[] {1, 0, .316228f, .948683f}, rows.toFloatArray(), 1e-5f);
        });
    }

    @Test
    @DisplayName("BUC-3 a row has length 1 after it followed, and the first to visit a row of zeros becomes it")
    void lengths() {
        engine(manager -> {
            NDArray rows = manager.zeros(new Shape(3, 2));
            NDArray x = manager.create(new float[] {.6f, .8f, 1, 0, 0, 1}, new Shape(3, 2));
            ExclusiveLoss.follow(rows, x, manager.create(new long[] {2, 0, 0}));
            float half = (float) Math.sqrt(.5);
            assertArrayEquals(new float[] {half, half, 0, 0, .6f, .8f}, rows.toFloatArray(), 1e-5f);
        });
    }

    @Test
    @DisplayName("the backbone learns at a tenth where the head rate is ten")
    void tenth() {
        Optimizer.Sgd optimizer = new Optimizer.Sgd(0.005, 0.9, 0.0005, true, 10, true);
        for (NetworkPart part : List.of(NetworkPart.PROJECTOR, NetworkPart.HEAD)) {
            assertEquals(
                    0.05,
                    optimizer
                            .of(new Slot("w", part, SlotKind.TRAINED, List.of(2, 2)))
                            .learningRate(),
                    1e-12);
        }
        Slot backbone = new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(2, 2));
        assertEquals(0.005, optimizer.of(backbone).learningRate(), 1e-12);
    }
}
