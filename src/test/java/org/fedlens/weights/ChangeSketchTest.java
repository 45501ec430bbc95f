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

    @Test
    void up_to_4096_numbers_are_kept_as_they_are() {
        WeightLayout layout = layout(4096);
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3L);
        Weights from = Weights.fill(layout, i -> 0);
        Weights a = Weights.fill(layout, i -> random.nextDouble());
        Weights b = Weights.fill(layout, i -> random.nextDouble() - 0.5);
        assertEquals(cosine(a, b, from), ChangeSketch.of(a, from).cosine(ChangeSketch.of(b, from)), 1e-12);
    }

    /** Where number i of a long change is added, and with which sign, by the finishing steps of SplitMix64. */
    private static double[] places(Weights change) {
        double[] places = new double[4096];
        int index = 0;
        for (int i = 0; i < change.size(); i++) {
            if (i >= change.layout().offset(1) && i < change.layout().offset(2)) {
                continue;
            }
            long z = ++index * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            places[(int) (z & 4095)] += z < 0 ? -change.at(i) : change.at(i);
        }
        return places;
    }

    @Test
    void the_places_and_signs_of_a_long_change_never_move() {
        WeightLayout layout = layout(20_000);
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4L);
        Weights from = Weights.fill(layout, i -> 0);
        Weights a = Weights.fill(layout, i -> random.nextDouble());
        Weights b = Weights.fill(layout, i -> random.nextDouble() - 0.3);
        double[] x = places(a);
        double[] y = places(b);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < 4096; k++) {
            xy += x[k] * y[k];
            xx += x[k] * x[k];
            yy += y[k] * y[k];
        }
        assertEquals(xy / Math.sqrt(xx * yy), ChangeSketch.of(a, from).cosine(ChangeSketch.of(b, from)), 1e-12);
    }

    @Test
    void changes_of_different_sizes_or_none_have_no_cosine() {
        Weights few = Weights.fill(layout(50), i -> 1);
        Weights more = Weights.fill(layout(51), i -> 1);
        ChangeSketch one = ChangeSketch.of(few, few.scaled(0));
        assertEquals(0, one.cosine(ChangeSketch.of(more, more.scaled(0))));
        assertEquals(0, one.cosine(ChangeSketch.of(few, few)));
        assertEquals(-1, one.cosine(ChangeSketch.of(few.scaled(-3), few.scaled(0))), 1e-12);
    }
}
