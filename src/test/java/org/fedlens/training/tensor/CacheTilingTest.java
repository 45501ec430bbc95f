package org.fedlens.training.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Optimizer;
import org.fedlens.training.engine.NativeLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CacheTilingTest {
    private static final List<Shape> SHAPES = List.of(
            new Shape(3),
            new Shape(2, CacheTiling.SIZE),
            new Shape(7, CacheTiling.SIZE / 5),
            new Shape(CacheTiling.SIZE));
    private static NativeLibrary engine;

    @BeforeAll
    static void open() {
        engine = NativeLibrary.open("cpu");
        NativeLibrary.prepareThread();
    }

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                new Optimizer.Sgd(0.1, 0, 0, false),
                new Optimizer.Sgd(0.1, 0.9, 0.01, false),
                new Optimizer.Sgd(0.1, 0.9, 0.01, true),
                new Optimizer.Adam(0.1, 0.9, 0.999, 1e-8, 0.01));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anOptimizerGivesTheSameBitsPieceByPiece(Optimizer optimizer) {
        try (NDManager manager = engine.manager()) {
            List<NDArray> whole = drawn(0, manager);
            List<NDArray> cut = drawn(0, manager);
            Optimizer.Stepper plain = optimizer.rule(whole, manager);
            Optimizer.Stepper pieces = optimizer.begin(cut, manager);
            for (int step = 1; step <= 3; step++) {
                plain.step(drawn(step, manager));
                pieces.step(drawn(step, manager));
            }
            for (int i = 0; i < whole.size(); i++) {
                assertArrayEquals(whole.get(i).toFloatArray(), cut.get(i).toFloatArray());
                assertEquals(SHAPES.get(i), cut.get(i).getShape());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void everyNumberIsInOnePiece(int length) {
        try (NDManager manager = engine.manager()) {
            NDArray tensor = manager.zeros(new Shape(length));
            UnaryOperator<NDArray> count = piece -> piece.addi(1);
            List<NDArray> pieces = CacheTiling.of(List.of(tensor));
            pieces.forEach(count::apply);
            assertEquals((length + CacheTiling.SIZE - 1) / CacheTiling.SIZE, pieces.size());
            assertEquals(length, tensor.sum().getFloat());
            assertEquals(1, tensor.max().getFloat());
        }
    }

    static Stream<Integer> lengths() {
        return Stream.of(
                1,
                CacheTiling.SIZE - 1,
                CacheTiling.SIZE,
                CacheTiling.SIZE + 1,
                3 * CacheTiling.SIZE,
                3 * CacheTiling.SIZE + 2);
    }

    private static List<NDArray> drawn(int step, NDManager manager) {
        UniformRandomProvider random = Streams.of(1, Purpose.GENERATED, step);
        return SHAPES.stream()
                .map(shape -> {
                    float[] values = new float[(int) shape.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) random.nextDouble() - 0.5f;
                    }
                    return manager.create(values, shape);
                })
                .toList();
    }
}
