package org.fedlens.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.report.Smoothing;
import org.fedlens.report.XAxis;

/**
 * Everything one chart shows; a value, so that it can be drawn on any thread.
 *
 * @param axis what it is drawn over
 * @param from left end of the x axis
 * @param to right end of the x axis
 * @param value the value axis
 * @param bands drawn under the lines
 * @param curves drawn in this order
 * @param breakdown where the run fell apart, if it did
 * @param notes small flags on the x axis, such as a changed setting
 */
public record CurveChart(
        XAxis axis,
        double from,
        double to,
        ValueScale value,
        List<CurveBand> bands,
        List<Curve> curves,
        Optional<Note> breakdown,
        List<Note> notes) {

    /** A word at a place on the x axis. */
    public record Note(double x, String label) {}

    public CurveChart {
        bands = List.copyOf(bands);
        curves = List.copyOf(curves);
        notes = List.copyOf(notes);
        if (!(from < to)) {
            throw new IllegalArgumentException("X axis from " + from + " to " + to);
        }
    }

    /**
     * The same chart with smoothed lines; the raw ones stay behind them, except that of the pinned run. A figure
     * at the end of a label goes, since it is not that of the smoothed line.
     */
    public CurveChart smoothed(Smoothing smoothing) {
        if (!smoothing.isOn()) {
            return this;
        }
        List<Curve> both = new ArrayList<>();
        for (Curve curve : curves) {
            if (curve.tone() == Curve.Tone.RAW || curve.tone() == Curve.Tone.LIMIT) {
                both.add(curve);
                continue;
            }
            if (curve.tone() != Curve.Tone.GHOST) {
                both.add(new Curve("", curve.points(), Curve.Tone.RAW, curve.slot(), false));
            }
            both.add(new Curve(curve.name(), smoothing.of(curve.points()), curve.tone(), curve.slot(), curve.live()));
        }
        return new CurveChart(axis, from, to, value, bands, both, breakdown, notes);
    }

    /** The same chart over a part of its x axis. */
    public CurveChart zoomed(double left, double right) {
        return new CurveChart(axis, left, right, value, bands, curves, breakdown, notes);
    }
}
