package org.fedlens.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients against libtorch's own double precision, which never goes through oneDNN. */
class ConvolutionTest {
    /** Of the largest number in the result; what is wrong is wrong by a third of it. */
    private static final double SHARE = 1e-4;

    @BeforeAll
    static void prepare() {
        NativeLibrary.prepareThread();
    }

    /** A convolution in one precision: result, and the gradients of a fixed sum over it. */
    private record Case(int batch, int in, int out, int kernel, int height, int width, int stride, int groups) {
        private interface Way {
            NDArray of(NDArray images, NDArray kernel, Optional<NDArray> bias);
        }

        Convolution convolution() {
            return new Convolution(stride, kernel / 2, groups);
        }

        NDArray engines(NDArray images, NDArray weights, Optional<NDArray> bias) {
            return Conv2d.conv2d(
                            images,
                            weights,
                            bias.orElseThrow(),
                            new Shape(stride, stride),
                            new Shape(kernel / 2, kernel / 2),
                            new Shape(1, 1),
                            groups)
                    .singletonOrThrow();
        }

        double[][] results(Way way, DataType precision, NDManager manager) {
            NDArray images = drawn(new Shape(batch, in, height, width), 1, precision, manager);
            NDArray weights = drawn(new Shape(out, in / groups, kernel, kernel), 2, precision, manager);
            NDArray bias = drawn(new Shape(out), 3, precision, manager);
            images.setRequiresGradient(true);
            weights.setRequiresGradient(true);
            bias.setRequiresGradient(true);
            NDArray result;
            try (GradientTape tape = new GradientTape()) {
                result = way.of(images, weights, Optional.of(bias));
                tape.backward(result.mul(drawn(result.getShape(), 4, precision, manager))
                        .sum());
            }
            return new double[][] {
                numbers(result),
                numbers(images.getGradient()),
                numbers(weights.getGradient()),
                numbers(bias.getGradient())
            };
        }

        private static NDArray drawn(Shape shape, long stream, DataType precision, NDManager manager) {
            UniformRandomProvider random = Streams.of(1, Purpose.INITIAL_WEIGHTS, stream);
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() * 2 - 1;
            }
            return manager.create(values, shape).toType(precision, true);
        }

        private static double[] numbers(NDArray array) {
            return array.toType(DataType.FLOAT64, true).toDoubleArray();
        }
    }

    private static void near(double[][] expected, double[][] actual, String what) {
        String[] names = {"result", "gradient of the images", "gradient of the kernel", "gradient of the bias"};
        for (int part = 0; part < names.length; part++) {
            double[] truth = expected[part];
            double[] told = actual[part];
            assertEquals(truth.length, told.length);
            double largest = IntStream.range(0, truth.length)
                    .mapToDouble(i -> Math.abs(truth[i]))
                    .max()
                    .orElseThrow();
            assertArrayEquals(truth, told, SHARE * largest, what + ": " + names[part]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The networks of pixels, the small residual network at 8 channels, a thin CNN.
        "8, 3, 8, 3, 48, 64, 1, 1",
        "8, 8, 8, 3, 48, 64, 1, 1",
        "8, 24, 8, 3, 48, 64, 1, 1",
        "8, 8, 16, 3, 24, 32, 2, 1",
        "8, 48, 16, 3, 24, 32, 1, 1",
        "8, 16, 9, 3, 24, 32, 1, 1",
        "8, 8, 9, 1, 48, 64, 1, 1",
        "16, 24, 9, 1, 24, 32, 1, 1",
        "32, 1, 4, 3, 28, 28, 1, 1",
        // Tails of every block, also where windows do not touch.
        "2, 20, 20, 3, 16, 16, 1, 1",
        "4, 12, 12, 3, 17, 19, 1, 1",
        "4, 17, 16, 5, 12, 12, 1, 1",
        "4, 48, 32, 3, 12, 16, 2, 1",
        "4, 40, 24, 3, 12, 16, 2, 1",
        "4, 80, 48, 3, 11, 15, 3, 1",
        // Depth-wise.
        "4, 12, 72, 3, 16, 16, 2, 12",
        "4, 20, 20, 3, 16, 16, 1, 20",
        // Full blocks.
        "4, 32, 64, 3, 14, 14, 2, 1"
    })
    void valuesAndGradientsAreRightForEveryShape(
            int batch, int in, int out, int kernel, int height, int width, int stride, int groups) {
        Case shape = new Case(batch, in, out, kernel, height, width, stride, groups);
        try (NDManager manager = new NativeLibrary(Device.cpu()).manager()) {
            double[][] truth = shape.results(shape::engines, DataType.FLOAT64, manager);
            near(truth, shape.results(shape.convolution()::of, DataType.FLOAT32, manager), "as it comes");
            if (groups == 1) {
                near(truth, shape.results(shape.convolution()::filled, DataType.FLOAT32, manager), "filled up");
            }
        }
    }

    /** What was right before must not even be rounded otherwise. */
    @ParameterizedTest
    @CsvSource({
        "32, 1, 32, 3, 28, 28, 1, 1",
        "32, 32, 64, 3, 14, 14, 1, 1",
        "8, 3, 16, 3, 32, 32, 1, 1",
        "8, 16, 32, 3, 28, 28, 2, 1",
        "8, 16, 32, 1, 28, 28, 2, 1",
        "8, 8, 16, 3, 24, 32, 2, 1",
        "8, 48, 16, 3, 24, 32, 1, 1",
        "8, 8, 9, 1, 48, 64, 1, 1",
        "4, 12, 72, 3, 16, 16, 2, 12"
    })
    void shapesOfFullBlocksAreTheEnginesOwnBits(
            int batch, int in, int out, int kernel, int height, int width, int stride, int groups) {
        Case shape = new Case(batch, in, out, kernel, height, width, stride, groups);
        try (NDManager manager = new NativeLibrary(Device.cpu()).manager()) {
            double[][] engines = shape.results(shape::engines, DataType.FLOAT32, manager);
            double[][] ours = shape.results(shape.convolution()::of, DataType.FLOAT32, manager);
            for (int part = 0; part < engines.length; part++) {
                assertArrayEquals(engines[part], ours[part]);
            }
        }
    }
}
