package org.fedlens.report;

/**
 * One line of a chart.
 *
 * @param label written at its right end
 * @param points what it shows
 * @param tone how loudly it speaks
 * @param slot its place in the palette, counted from 0
 * @param live true if it still grows, so that its end carries a dot
 */
public record Curve(String label, Points points, Tone tone, int slot, boolean live) {

    /** The label without the figure that it may end in. */
    public String name() {
        return label.replaceFirst(" ?[0-9]+\\.[0-9]+$", "");
    }

    /**
     * The current run, the pinned run it is held against, one of several, one of many or what a smoothed line was made
     * of, or a bound that others are held against.
     */
    public enum Tone {
        RAW,
        CURRENT,
        GHOST,
        PLAIN,
        DOTTED,
        LIMIT
    }
}
