package org.fedlens.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.report.CurvePoints;

/**
 * The range of a value axis and its ticks.
 *
 * @param low lower end
 * @param high upper end
 * @param step between ticks; on a log axis every power of ten is a tick instead
 * @param unit what the values are
 * @param log true for a logarithmic axis
 */
public record ValueScale(double low, double high, double step, Unit unit, boolean log) {
    /** Above this ratio of largest to smallest, a loss is drawn on a log axis. */
    private static final double WIDE = 50;

    private static final int MOST_TICKS = 6;

    /** What the values of an axis are. */
    public enum Unit {
        SHARE,
        LOSS
    }

    public ValueScale {
        if (!(low < high) || !(step > 0)) {
            throw new IllegalArgumentException("Axis from " + low + " to " + high + " by " + step);
        }
    }

    /** An axis before there is anything to show. */
    public static ValueScale wholeShare() {
        return new ValueScale(0, 1, 0.2, Unit.SHARE, false);
    }

    /**
     * The axis of an accuracy: from the largest multiple of 10 % under the fifth percentile of what is shown, up to
     * the next tick above its largest value.
     *
     * @param before the axis of the same run a moment ago; the new one never starts lower nor ends lower
     */
    public static ValueScale accuracy(List<CurvePoints> shown, ValueScale before) {
        double[] sorted = finite(shown);
        if (sorted.length == 0) {
            return before;
        }
        double fifth = sorted[(int) Math.floor(0.05 * (sorted.length - 1))];
        double low = Math.max(before.low(), Math.max(0, Math.min(0.9, Math.floor(fifth * 10 - 1e-9) / 10)));
        double top = sorted[sorted.length - 1];
        double step = shareStep(Math.max(0.1, Math.min(1, top) - low));
        // A coarse step needs a start that is one of its ticks.
        low = step > 0.1 ? Math.floor(low / step + 1e-9) * step : low;
        double high = low + step * Math.max(1, Math.ceil(Math.max(0.1, top - low) / step - 1e-9));
        if (before.low() == low && before.high() > high && before.high() < 1) {
            high = before.high();
            step = shareStep(high - low);
        }
        return new ValueScale(low, Math.min(1, high), step, Unit.SHARE, false);
    }

    private static double shareStep(double span) {
        for (double step : new double[] {0.01, 0.02, 0.05, 0.1}) {
            if (span / step <= MOST_TICKS - 1 + 1e-9) {
                return step;
            }
        }
        return 0.2;
    }

    /** The axis of a loss: it starts at 0, or is logarithmic where the values differ more than fiftyfold. */
    public static ValueScale loss(List<CurvePoints> shown) {
        double[] sorted = finite(shown);
        if (sorted.length == 0) {
            return new ValueScale(0, 2, 0.5, Unit.LOSS, false);
        }
        double top = sorted[sorted.length - 1];
        if (sorted[0] > 0 && top / sorted[0] > WIDE) {
            double low = Math.pow(10, Math.floor(Math.log10(sorted[0])));
            return new ValueScale(low, Math.pow(10, Math.ceil(Math.log10(top))), 1, Unit.LOSS, true);
        }
        return upTo(top);
    }

    private static ValueScale upTo(double top) {
        double step = niceStep(Math.max(1e-6, top), MOST_TICKS - 1);
        return new ValueScale(0, step * Math.max(1, Math.ceil(top / step - 1e-9)), step, Unit.LOSS, false);
    }

    /** The axis of a plain figure that is not negative: it starts at 0 and is never logarithmic. */
    public static ValueScale plain(List<CurvePoints> shown) {
        double[] sorted = finite(shown);
        return upTo(sorted.length == 0 ? 1 : sorted[sorted.length - 1]);
    }

    /** The axis of a share of which 0 matters: it starts there and ends above the largest. */
    public static ValueScale share(List<CurvePoints> shown) {
        double[] sorted = finite(shown);
        if (sorted.length == 0) {
            return wholeShare();
        }
        double top = Math.max(0.1, Math.min(1, sorted[sorted.length - 1]));
        double step = shareStep(top);
        return new ValueScale(0, step * Math.ceil(top / step - 1e-9), step, Unit.SHARE, false);
    }

    /** The smallest of 1, 2, 2.5, 5 times a power of ten that cuts a span into at most {@code parts}. */
    public static double niceStep(double span, int parts) {
        double power = Math.pow(10, Math.floor(Math.log10(span / parts)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (span / (factor * power) <= parts + 1e-9) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static double[] finite(List<CurvePoints> shown) {
        List<Double> values = new ArrayList<>();
        for (CurvePoints points : shown) {
            for (double y : points.y()) {
                if (Double.isFinite(y)) {
                    values.add(y);
                }
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
