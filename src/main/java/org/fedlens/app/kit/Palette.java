package org.fedlens.app.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.paint.Color;
import org.fedlens.report.chart.ThemeColours;

/** The roles of a theme as colours that a canvas takes. */
public final class Palette {
    private final ThemeColours tokens;
    private final Map<String, Color> roles = new HashMap<>();
    private final List<Color> series;

    public Palette(ThemeColours tokens) {
        this.tokens = tokens;
        tokens.roles().forEach((role, color) -> roles.put(role, convert(color)));
        this.series = tokens.series().stream().map(Palette::convert).toList();
    }

    public ThemeColours tokens() {
        return tokens;
    }

    public Color role(String name) {
        return roles.get(name);
    }

    public Color series(int index) {
        return series.get(Math.floorMod(index, series.size()));
    }

    /** A colour laid over the cards' surface with some opacity, opaque itself. */
    public Color over(Color color, double opacity) {
        return role("surface").interpolate(color, opacity);
    }

    private static Color convert(java.awt.Color color) {
        return Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
