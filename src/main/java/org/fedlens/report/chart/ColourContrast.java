package org.fedlens.report.chart;

import java.awt.Color;

/** Contrast of two colours as accessibility rules measure it: (L1 + 0.05) / (L2 + 0.05) of relative luminances. */
public final class ColourContrast {
    private static final double STEP = 0.04;

    private ColourContrast() {}

    /** From 1 for equal colours to 21 for black on white. */
    public static double ratio(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    /** The colour, moved away from its background in small steps until text in it can be read at {@code ratio}. */
    public static Color readable(Color color, Color background, double ratio) {
        Color target = luminance(background) > 0.5 ? Color.BLACK : Color.WHITE;
        Color moved = color;
        for (double share = STEP; ratio(moved, background) < ratio && share <= 1; share += STEP) {
            moved = ThemeColours.blend(target, color, share);
        }
        return moved;
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
