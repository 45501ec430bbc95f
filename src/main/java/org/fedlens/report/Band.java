package org.fedlens.report;

/**
 * An area between two values, such as the middle eighty per cent of the clients.
 *
 * @param low lower edge over x
 * @param high upper edge over the same x
 * @param opacity 0.11 to 0.20
 * @param slot its place in the palette
 */
public record Band(Points low, Points high, double opacity, int slot) {
    public Band {
        if (low.size() != high.size()) {
            throw new IllegalArgumentException("Edges of " + low.size() + " and " + high.size() + " points");
        }
    }
}
