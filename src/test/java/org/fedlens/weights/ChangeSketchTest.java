package org.fedlens.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class ChangeSketchTest {
    private static WeightLayout layout(int size) {
        return new WeightLayout(List.of(
                new Slot("a", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(size - 10)),
                new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(10)),
                new Slot("b", NetworkPart.HEAD, SlotKind.TRAINED, List.of(10))));
    }

    private static double cosine(Weights a, Weights b, Weights from) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int slot : new int[] {0, 2}) {
            for (int i = a.layout().offset(slot); i < a.layout().offset(slot + 1); i++) {
                double x = (double) a.at(i) - from.at(i);
                double y = (double) b.at(i) - from.at(i);
                ab += x * y;
                aa += x * x;
                bb += y * y;
            }
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void few_numbers_are_compared_exactly_and_statistics_do_not_count() {
        WeightLayout layout = layout(500);
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
        Weights from = Weights.fill(layout, i -> random.nextDouble());
        Weights a = Weights.fill(layout, i -> random.nextDouble());
        Weights b = Weights.fill(layout, i -> random.nextDouble());
        assertEquals(cosine(a, b, from), ChangeSketch.of(a, from).cosine(ChangeSketch.of(b, from)), 1e-12);
        assertEquals(1, ChangeSketch.of(a, from).cosine(ChangeSketch.of(a, from)), 1e-12);
        assertEquals(0, ChangeSketch.of(from, from).cosine(ChangeSketch.of(a, from)));
    }

    @Test
    void many_numbers_are_compared_within_the_error_that_is_promised() {
        WeightLayout layout = layout(60_000);
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(2L);
        Weights from = Weights.fill(layout, i -> 0);
        Weights a = Weights.fill(layout, i -> random.nextDouble() - 0.5);
        double worst = 0;
        double squares = 0;
        int tried = 20;
        for (int k = 0; k < tried; k++) {
            double share = k / (double) (tried - 1);
            Weights b = Weights.fill(layout, i -> share * a.at(i) + (1 - share) * (random.nextDouble() - 0.5));
            double error = cosine(a, b, from) - ChangeSketch.of(a, from).cosine(ChangeSketch.of(b, from));
            worst = Math.max(worst, Math.abs(error));
            squares += error * error;
        }
        assertTrue(worst < 4 * 0.022, "worst " + worst);
        assertTrue(Math.sqrt(squares / tried) < 0.022, "typical " + Math.sqrt(squares / tried));
    }
}
