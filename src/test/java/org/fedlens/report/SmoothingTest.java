package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmoothingTest {
    private static final Points RAW = new Points(new double[] {0, 1, 2}, new double[] {1, 3, 2});

    @Test
    void the_mean_is_not_drawn_towards_zero_at_its_beginning() {
        // By hand with w = 1/2: m = 1/2, 7/4, 15/8 over 1 - w^t = 1/2, 3/4, 7/8.
        assertArrayEquals(
                new double[] {1, 7.0 / 3, 15.0 / 7}, new Smoothing(0.5).of(RAW).y(), 1e-12);
        double[] level = new Smoothing(0.9)
                .of(new Points(new double[] {0, 1, 2}, new double[] {4, 4, 4}))
                .y();
        assertArrayEquals(new double[] {4, 4, 4}, level, 1e-12);
    }

    @Test
    void a_round_without_a_value_stays_without_one() {
        Points gap = new Points(new double[] {0, 1, 2}, new double[] {1, Double.NaN, 3});
        double[] smooth = new Smoothing(0.5).of(gap).y();
        assertTrue(Double.isNaN(smooth[1]));
        assertEquals(7.0 / 3, smooth[2], 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new Smoothing(1));
    }

    @Test
    void a_smoothed_chart_keeps_the_raw_line_and_its_table_names_both() {
        Curve curve = new Curve("FedAvg 62.5", RAW, Curve.Tone.CURRENT, 2, true);
        Curve pinned = new Curve("pinned", RAW, Curve.Tone.GHOST, 0, false);
        CurveChart chart = new CurveChart(
                XAxis.ROUND,
                0,
                2,
                ValueScale.wholeShare(),
                List.of(),
                List.of(pinned, curve),
                Optional.empty(),
                List.of());
        assertSame(chart, chart.smoothed(Smoothing.NONE));
        CurveChart smooth = chart.smoothed(new Smoothing(0.5));
        assertEquals(
                List.of(Curve.Tone.GHOST, Curve.Tone.RAW, Curve.Tone.CURRENT),
                smooth.curves().stream().map(Curve::tone).toList());
        assertArrayEquals(RAW.y(), smooth.curves().get(1).points().y());
        assertEquals(
                64, ChartStyle.color(smooth.curves().get(1), Tokens.light()).getAlpha());
        assertEquals(
                List.of("round", "1 pinned smoothed 0.5", "2 raw", "3 FedAvg smoothed 0.5"),
                Export.table(smooth, new Smoothing(0.5)).columns());
        assertEquals(
                List.of("round", "1 pinned", "2 FedAvg 62.5"),
                Export.table(chart, Smoothing.NONE).columns());
    }
}
