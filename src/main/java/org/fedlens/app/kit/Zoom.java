package org.fedlens.app.kit;

import java.util.List;

/** The sizes that everything in the window can be shown at. */
final class Zoom {
    static final List<Double> STEPS = List.of(1.0, 1.25, 1.5, 1.75, 2.0);

    private Zoom() {}

    /** The step next to a size; 1 for a size that makes no sense. */
    static double nearest(double scale) {
        double best = STEPS.get(0);
        for (double step : STEPS) {
            best = Math.abs(step - scale) < Math.abs(best - scale) ? step : best;
        }
        return best;
    }

    /** The step {@code by} places further up or down, or the last one there is. */
    static double step(double scale, int by) {
        int at = STEPS.indexOf(nearest(scale)) + by;
        return STEPS.get(Math.max(0, Math.min(STEPS.size() - 1, at)));
    }
}
