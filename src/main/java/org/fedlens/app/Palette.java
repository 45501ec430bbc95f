package org.fedlens.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.paint.Color;
import org.fedlens.report.Tokens;

/** The roles of a theme as colours that a canvas takes. */
public final class Palette {
    private final Tokens tokens;
    private final Map<String, Color> roles = new HashMap<>();
    private final List<Color> series;
    private final List<Color> ramp;

    public Palette(Tokens tokens) {
        this.tokens = tokens;
        tokens.roles().forEach((role, color) -> roles.put(role, convert(color)));
        this.series = tokens.series().stream().map(Palette::convert).toList();
        this.ramp = tokens.ramp().stream().map(Palette::convert).toList();
    }

    public Tokens tokens() {
        return tokens;
    }

    public Color role(String name) {
        return roles.get(name);
    }

    public Color series(int index) {
        return series.get(Math.floorMod(index, series.size()));
    }

    /** The colour of a share from 0 to 1, from few to many. */
    public Color ramp(double share) {
        return ramp.get((int) Math.min(ramp.size() - 1, Math.floor(share * ramp.size())));
    }

    /** The text that can be read best on {@link #ramp}. */
    public Color onRamp(double share) {
        Color below = ramp(share);
        double light =
                0.2126 * linear(below.getRed()) + 0.7152 * linear(below.getGreen()) + 0.0722 * linear(below.getBlue());
        return light > 0.18 ? Color.web("#0D1117") : Color.WHITE;
    }

    private static double linear(double channel) {
        return Math.pow(channel, 2.2);
    }

    /** A colour laid over the cards' surface with some opacity, opaque itself. */
    public Color over(Color color, double opacity) {
        return role("surface").interpolate(color, opacity);
    }

    private static Color convert(java.awt.Color color) {
        return Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
