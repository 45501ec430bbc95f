package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Distillation;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.network.Layer;
import org.fedlens.training.network.Network;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One dense layer of two inputs and two outputs learns what another says of three pictures. */
class DistillerTest {
    private static final TrainingControl FREE = new TrainingControl() {
        @Override
        public void pass() {}

        @Override
        public void progress(double share) {}
    };
    /** Pictures of 1 x 1 x 2, as numbers between 0 and 1. */
    private static final double[][] PICTURES = {{1, 0}, {0.2, 0.8}, {0.4, 0.4}};

    private static final Images IMAGES =
            PixelBlock.of(new ImageShape(1, 1, 2), new byte[] {(byte) 255, 0, 51, (byte) 204, 102, 102});
    private static final Normalization AS_THEY_ARE = new Normalization(new float[] {0}, new float[] {1});

    private final Network network = new Network(
            IMAGES.shape(),
            2,
            List.of(new Layer.Flatten(), new Layer.Dense("f", NetworkPart.BACKBONE, 2, 2)),
            new Layer.Dense("fc", NetworkPart.HEAD, 2, 2));
    private final Distiller distiller =
            new Distiller(NativeLibrary.open("cpu"), network, AS_THEY_ARE, NetworkPart.BACKBONE, IMAGES);
    private final Weights student = network.initial(random());

    private static UniformRandomProvider random() {
        return Streams.of(1, Purpose.DISTILLATION);
    }

    @BeforeAll
    static void prepare() {
        NativeLibrary.prepareThread();
    }

    private static Distillation.Features rule(double rate, boolean unit) {
        return new Distillation.Features("anywhere", 0, 1, rate, unit);
    }

    @Test
    void who_describes_pictures_as_the_teachers_do_has_nothing_to_learn() throws InterruptedException {
        float[][] own = distiller.features(student, false, FREE);
        Distiller.Taught taught = distiller.teach(student, own, rule(0.05, false), 3, random(), FREE);
        assertEquals(0, taught.loss(), 1e-12);
        for (float[] row : distiller.features(student, true, FREE)) {
            assertEquals(1, Math.hypot(row[0], row[1]), 1e-6);
        }
    }

    @Test
    void one_step_goes_down_the_gradient_of_the_squared_error() throws InterruptedException {
        float[][] targets = {{1, -1}, {0.5f, 2}, {-3, 0}};
        float[][] made = distiller.features(student, false, FREE);
        double rate = 0.05;
        Distiller.Taught taught = distiller.teach(student, targets, rule(rate, false), 3, random(), FREE);
        double loss = 0;
        double[] gradient = new double[6];
        for (int n = 0; n < 3; n++) {
            for (int out = 0; out < 2; out++) {
                double apart = made[n][out] - targets[n][out];
                loss += apart * apart / 6;
                gradient[2 * out] += 2 * apart * PICTURES[n][0] / 6;
                gradient[2 * out + 1] += 2 * apart * PICTURES[n][1] / 6;
                gradient[4 + out] += 2 * apart / 6;
            }
        }
        assertEquals(loss, taught.loss(), 1e-6);
        double[] wanted = new double[student.size()];
        double[] found = new double[student.size()];
        for (int i = 0; i < student.size(); i++) {
            // The first step after Nesterov goes 1 + 0.9 times as far; the classifier behind the features stays.
            double pull = i < 6 ? gradient[i] + 0.0005 * student.at(i) : 0;
            wanted[i] = student.at(i) - rate * 1.9 * pull;
            found[i] = taught.weights().at(i);
        }
        assertArrayEquals(wanted, found, 1e-6);
    }

    @Test
    void lessons_bring_the_student_closer_in_either_measure() throws InterruptedException {
        for (boolean unit : new boolean[] {false, true}) {
            float[][] targets = distiller.features(network.initial(Streams.of(2, Purpose.DISTILLATION)), unit, FREE);
            Weights now = student;
            double first = 0;
            double last = 0;
            for (int lesson = 0; lesson < 40; lesson++) {
                Distiller.Taught taught = distiller.teach(now, targets, rule(0.05, unit), 2, random(), FREE);
                first = lesson == 0 ? taught.loss() : first;
                last = taught.loss();
                now = taught.weights();
            }
            assertTrue(last < first / 2, first + " to " + last + (unit ? ", length 1" : ""));
        }
    }

    @Test
    void a_lesson_that_overflows_is_thrown_away() throws InterruptedException {
        byte[] bright = new byte[2 * 400];
        Arrays.fill(bright, (byte) 255);
        Images many = PixelBlock.of(IMAGES.shape(), bright);
        Distiller wild = new Distiller(NativeLibrary.open("cpu"), network, AS_THEY_ARE, NetworkPart.BACKBONE, many);
        Distiller.Taught taught = wild.teach(student, new float[400][2], rule(10, false), 2, random(), FREE);
        assertTrue(Double.isNaN(taught.loss()));
        assertEquals(student, taught.weights());
    }
}
