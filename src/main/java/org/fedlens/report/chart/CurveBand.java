package org.fedlens.report.chart;

import org.fedlens.report.CurvePoints;

/**
 * An area between two values, such as the middle eighty per cent of the clients.
 *
 * @param low lower edge over x
 * @param high upper edge over the same x
 * @param opacity 0.11 to 0.20
 * @param slot its place in the palette
 */
public record CurveBand(CurvePoints low, CurvePoints high, double opacity, int slot) {
    public CurveBand {
        if (low.size() != high.size()) {
            throw new IllegalArgumentException("Edges of " + low.size() + " and " + high.size() + " points");
        }
    }
}
