package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.data.Labels;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.tensor.TrainingControl;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private static final TrainingControl FREE = new TrainingControl() {
        @Override
        public void pass() {}

        @Override
        public void progress(double share) {}
    };

    /** LIN-1: features that say the class are read without a mistake, by either recipe. */
    @Test
    void features_that_say_the_class_are_read_without_a_mistake() throws InterruptedException {
        NativeLibrary engine = NativeLibrary.open("cpu");
        NativeLibrary.prepareThread();
        int[] classes = IntStream.range(0, 300).map(i -> i * 7 % 5).toArray();
        float[][] features = new float[300][5];
        for (int i = 0; i < 300; i++) {
            features[i][classes[i]] = 1;
        }
        Labels labels = Labels.of(classes, 5);
        for (LinearProbe probe : List.of(LinearProbe.fedX(engine), LinearProbe.fedSsl(engine))) {
            TestScores scores = probe.linear(features, labels, features, labels, Streams.of(1, Purpose.PROBE), FREE);
            assertEquals(probe.epochs(), scores.values().size());
            assertEquals(1, scores.last());
            assertEquals(1, scores.best());
        }
        float[][] nothing = new float[300][5];
        TestScores scores =
                LinearProbe.fedX(engine).linear(nothing, labels, features, labels, Streams.of(1, Purpose.PROBE), FREE);
        assertTrue(scores.last() < 0.5, "Features without content gave " + scores.last());
    }

    @Test
    void the_best_is_not_the_last() {
        TestScores scores = new TestScores(List.of(0.2, 0.7, 0.5));
        assertEquals(0.5, scores.last());
        assertEquals(0.7, scores.best());
    }
}
