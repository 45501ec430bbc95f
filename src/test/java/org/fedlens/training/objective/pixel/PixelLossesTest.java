package org.fedlens.training.objective.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.tensor.LogLoss;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BACK-1 to BACK-8 and LOSS-1 to LOSS-6 of the specification, on single pixels whose numbers a hand can follow. */
class PixelLossesTest {
    private static final float LN2 = (float) Math.log(2);
    private static final int ERASED = 255;
    private static final BackCrossEntropy BACK = new BackCrossEntropy(BackCrossEntropy.ClassSet.PER_CLIENT);

    /** @param slopes by pixel and class */
    private record Value(float loss, float[][] slopes) {}

    /** Some pixels side by side. */
    private static Value of(PixelLoss loss, float[][] scores, long[] labels, boolean... own) {
        int classes = scores[0].length;
        float[] planes = new float[classes * scores.length];
        for (int at = 0; at < planes.length; at++) {
            planes[at] = scores[at % scores.length][at / scores.length];
        }
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray logits = manager.create(planes, new Shape(1, classes, 1, scores.length));
            logits.setRequiresGradient(true);
            try (GradientTape tape = new GradientTape()) {
                NDArray value = loss.of(logits, manager.create(labels, new Shape(1, 1, scores.length)), own);
                float number = value.getFloat();
                tape.backward(value);
                float[] flat = logits.getGradient().toFloatArray();
                float[][] slopes = new float[scores.length][classes];
                for (int at = 0; at < flat.length; at++) {
                    slopes[at % scores.length][at / scores.length] = flat[at];
                }
                return new Value(number, slopes);
            }
        }
    }

    private static float[] logs(double... shares) {
        float[] logs = new float[shares.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(shares[i]);
        }
        return logs;
    }

    /** Pixels of noise, their labels cut down to a client's classes 0 and 2 of five. */
    private static float[][] noise(int pixels) {
        UniformRandomProvider random = Streams.of(8, Purpose.SUBSET);
        float[][] scores = new float[pixels][5];
        for (float[] pixel : scores) {
            for (int label = 0; label < pixel.length; label++) {
                pixel[label] = 6 * random.nextFloat() - 3;
            }
        }
        return scores;
    }

    private static final boolean[] TWO_OF_FIVE = {true, false, true, false, false};

    private static long[] labels(int pixels) {
        long[] labels = new long[pixels];
        Arrays.setAll(labels, i -> i % 3 == 0 ? ERASED : i % 3 == 1 ? 0 : 2);
        return labels;
    }

    @Test
    @DisplayName("BACK-1 with all classes local it is cross-entropy, value and gradient")
    void whoHasAllClassesErasesNothing() {
        PixelLoss plain = (logits, labels, own) -> LogLoss.pixels(logits, labels);
        Value expected = of(plain, noise(12), labels(12));
        Value seen = of(BACK, noise(12), labels(12), true, true, true, true, true);
        assertEquals(expected.loss, seen.loss);
        assertArrayEquals(expected.slopes, seen.slopes);
    }

    @Test
    @DisplayName("BACK-2 half the probability on the local class")
    void aForegroundPixelAndAnErasedOne() {
        float[][] scores = {{LN2, 0, 0}};
        Value front = of(BACK, scores, new long[] {0}, true, false, false);
        assertEquals(0.693147, front.loss, 1e-6);
        assertArrayEquals(new float[] {-0.5f, 0.25f, 0.25f}, front.slopes[0], 1e-6f);
        Value back = of(BACK, scores, new long[] {ERASED}, true, false, false);
        assertEquals(0.693147, back.loss, 1e-6);
        assertArrayEquals(new float[] {0.5f, -0.25f, -0.25f}, back.slopes[0], 1e-6f);
    }

    @Test
    @DisplayName("BACK-3 two local classes of four")
    void twoLocalClassesShareThePush() {
        Value back = of(BACK, new float[][] {{1, 2, 3, 4}}, new long[] {ERASED}, true, true, false, false);
        assertEquals(0.126928, back.loss, 1e-6);
        assertArrayEquals(new float[] {0.032059f, 0.087144f, -0.032059f, -0.087144f}, back.slopes[0], 1e-6f);
    }

    @Test
    @DisplayName(
            "BACK-4 and BACK-5 erased pixels push absent classes up and local ones down, every pixel's push sums to 0")
    void pushesHaveTheirSign() {
        long[] labels = labels(30);
        Value value = of(BACK, noise(30), labels, TWO_OF_FIVE);
        for (int pixel = 0; pixel < labels.length; pixel++) {
            float sum = 0;
            for (int label = 0; label < TWO_OF_FIVE.length; label++) {
                float slope = value.slopes[pixel][label];
                sum += slope;
                assertTrue(labels[pixel] != ERASED || (TWO_OF_FIVE[label] ? slope >= 0 : slope <= 0));
            }
            assertEquals(0, sum, 1e-7);
        }
    }

    @Test
    @DisplayName("BACK-6 a constant on all scores changes nothing")
    void onlyDifferencesOfScoresCount() {
        float[][] moved = noise(12);
        for (float[] pixel : moved) {
            for (int label = 0; label < pixel.length; label++) {
                pixel[label] += 7;
            }
        }
        Value expected = of(BACK, noise(12), labels(12), TWO_OF_FIVE);
        Value seen = of(BACK, moved, labels(12), TWO_OF_FIVE);
        assertEquals(expected.loss, seen.loss, 1e-6);
        for (int pixel = 0; pixel < moved.length; pixel++) {
            assertArrayEquals(expected.slopes[pixel], seen.slopes[pixel], 1e-6f);
        }
    }

    @Test
    @DisplayName("BACK-7 one absent class is as good as another: only their sum matters")
    void probabilityMayMoveBetweenAbsentClasses() {
        long[] erased = {ERASED};
        float some = of(BACK, new float[][] {logs(0.3, 0.1, 0.2, 0.3, 0.1)}, erased, TWO_OF_FIVE).loss;
        float others = of(BACK, new float[][] {logs(0.3, 0.4, 0.2, 0.02, 0.08)}, erased, TWO_OF_FIVE).loss;
        assertEquals(-Math.log(0.5), some, 1e-6);
        assertEquals(some, others, 1e-6);
    }

    @Test
    @DisplayName("BACK-8 the loss is never negative")
    void nothingCostsLessThanNothing() {
        for (int pixels = 1; pixels < 30; pixels++) {
            assertTrue(of(BACK, noise(pixels), labels(pixels), TWO_OF_FIVE).loss >= 0);
        }
        float[][] sure = {{-60, 60, -60, -60, -60}};
        assertEquals(0, of(BACK, sure, new long[] {ERASED}, TWO_OF_FIVE).loss, 1e-7);
    }

    /** Pixels of class 0 that cost so much. */
    private static float ohem(double... losses) {
        float[][] scores = new float[losses.length][];
        Arrays.setAll(scores, i -> logs(Math.exp(-losses[i]), 1 - Math.exp(-losses[i])));
        return of(new OhemCrossEntropy(0.7, 0.25), scores, new long[losses.length]).loss;
    }

    @Test
    @DisplayName("LOSS-1 hard pixels: those above the threshold, or the largest quarter")
    void hardPixelsAreThoseThatCostMost() {
        assertEquals(1.25, ohem(0.1, 0.2, 0.5, 2), 1e-6);
        assertEquals(0.25, ohem(0.01, 0.3, 0.02, 0.05, 0.2, 0.1, 0.15, 0.03), 1e-6);
    }

    private static float focal(double share, double alpha, double gamma) {
        FocalLoss focal = new FocalLoss(FocalLoss.Form.SOFTMAX, alpha, gamma);
        return of(focal, new float[][] {logs(share, 1 - share)}, new long[] {0}).loss;
    }

    @Test
    @DisplayName("LOSS-2 focal: sure pixels hardly count, and with gamma 0 it is cross-entropy")
    void focalTurnsEasyPixelsDown() {
        assertEquals(0.0433217, focal(0.5, 0.25, 2), 1e-7);
        assertEquals(0.173287, focal(0.5, 1, 2), 1e-6);
        assertEquals(2.634e-4, focal(0.9, 0.25, 2), 1e-7);
        PixelLoss plain = (logits, labels, own) -> LogLoss.pixels(logits, labels);
        Value expected = of(plain, noise(12), labels(12));
        Value seen = of(new FocalLoss(FocalLoss.Form.SOFTMAX, 1, 0), noise(12), labels(12));
        assertEquals(expected.loss, seen.loss, 1e-6);
        for (int pixel = 0; pixel < 12; pixel++) {
            assertArrayEquals(expected.slopes[pixel], seen.slopes[pixel], 1e-6f);
        }
    }

    private static float binary(long label, float... scores) {
        return of(new BinaryCrossEntropy(false), new float[][] {scores}, new long[] {label}).loss;
    }

    @Test
    @DisplayName("LOSS-3 binary: one question a class, an erased pixel says no to all")
    void binaryAsksEveryClass() {
        assertEquals(0.693147, binary(0, 0), 1e-6);
        assertEquals(0.126928, binary(0, 2), 1e-6);
        assertEquals(2.126928, binary(ERASED, 2), 1e-6);
        assertEquals(0.377779, binary(0, 2, 0, -1), 1e-6);
    }

    @Test
    @DisplayName("LOSS-4 Dice and Lovasz of two pixels")
    void overlapsOfTwoPixels() {
        float[][] scores = {logs(0.8, 0.2), logs(0.4, 0.6)};
        long[] labels = {0, 1};
        assertEquals(0.303030, of(new DiceLoss(DiceLoss.Reduction.ALL, 0), scores, labels).loss, 1e-6);
        assertEquals(0.35, of(new LovaszSoftmax(), scores, labels).loss, 1e-6);
    }

    @Test
    @DisplayName("LOSS-5 of a hard prediction Lovasz is 1 - IoU")
    void lovaszIsTheJaccardLossWhereNothingIsInBetween() {
        float[][] scores = {{60, -60}, {60, -60}};
        assertEquals((0.5 + 1) / 2, of(new LovaszSoftmax(), scores, new long[] {0, 1}).loss, 1e-6);
    }

    @Test
    @DisplayName("LOSS-6 a perfect prediction costs nothing")
    void whoKnowsEverythingPaysNothing() {
        float[][] scores = {{60, -60}, {-60, 60}};
        List<PixelLoss> losses = List.of(
                (logits, labels, own) -> LogLoss.pixels(logits, labels),
                new OhemCrossEntropy(0.7, 0.25),
                new FocalLoss(FocalLoss.Form.SOFTMAX, 0.25, 2),
                new FocalLoss(FocalLoss.Form.ONE_VS_ALL, 0.25, 2),
                new BinaryCrossEntropy(false),
                new DiceLoss(DiceLoss.Reduction.PRESENT_ZEROED, 0),
                new LovaszSoftmax(),
                BACK);
        for (PixelLoss loss : losses) {
            assertEquals(0, of(loss, scores, new long[] {0, 1}, true, true).loss, 1e-6, loss::toString);
        }
    }
}
