package org.fedlens.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.Figures;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;

class ValueScaleTest {
    private static CurvePoints line(double from, double to) {
        double[] x = new double[101];
        double[] y = new double[101];
        for (int i = 0; i <= 100; i++) {
            x[i] = i;
            y[i] = from + (to - from) * i / 100;
        }
        return new CurvePoints(x, y);
    }

    @Test
    void an_accuracy_axis_starts_at_the_ten_below_the_fifth_percentile() {
        ValueScale scale = ValueScale.accuracy(List.of(line(0.45, 0.86)), ValueScale.wholeShare());
        assertEquals(0.4, scale.low(), 1e-9);
        assertEquals(0.9, scale.high(), 1e-9);
        assertEquals(0.1, scale.step(), 1e-9);
    }

    @Test
    void it_never_jumps_down_during_a_run() {
        ValueScale before = ValueScale.accuracy(List.of(line(0.62, 0.86)), ValueScale.wholeShare());
        ValueScale after = ValueScale.accuracy(List.of(line(0.12, 0.5)), before);
        assertTrue(after.low() >= before.low());
    }

    @Test
    void it_stays_inside_a_hundred_per_cent_and_keeps_three_to_six_steps() {
        for (double low = 0; low < 0.95; low += 0.05) {
            ValueScale scale = ValueScale.accuracy(List.of(line(low, 1)), ValueScale.wholeShare());
            double steps = (scale.high() - scale.low()) / scale.step();
            assertTrue(scale.high() <= 1 + 1e-9);
            assertTrue(steps > 1.5 && steps <= 6.01, low + " gives " + steps);
            assertEquals(Math.rint(scale.low() / scale.step()), scale.low() / scale.step(), 1e-6);
        }
    }

    @Test
    void a_loss_starts_at_nought_and_turns_logarithmic_when_wide() {
        ValueScale plain = ValueScale.loss(List.of(line(2.0, 0.3)));
        assertEquals(0, plain.low());
        assertFalse(plain.log());
        assertTrue(ValueScale.loss(List.of(line(2.0, 0.003))).log());
    }

    @Test
    void numbers_read_the_same_in_both_languages_but_for_the_sign() {
        Figures english = new Figures(Words.ENGLISH);
        Figures chinese = new Figures(Words.forTag("zh-CN"));
        assertEquals("86.4 %", english.percent(0.8641));
        assertEquals("86.4%", chinese.percent(0.8641));
        assertEquals("0.32", english.loss(0.3214));
        assertEquals("1.8", english.loss(1.83));
        assertEquals("850 MB", english.bytes(850_000_000));
        assertEquals("2.70 GB", english.bytes(2.7e9));
        assertEquals("2 min 48 s", english.duration(168));
    }
}
