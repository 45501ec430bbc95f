package org.fedlens.report.chart;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The colours of one theme by role. They are read from the same style sheet that colours the controls, so a chart and
 * a button can never disagree.
 *
 * @param dark true for the dark theme
 * @param roles colour by role, such as {@code accent-soft}
 * @param series colours of classes, clients and runs, in order
 * @param ramp from few to many
 */
public record ThemeColours(boolean dark, Map<String, Color> roles, List<Color> series, List<Color> ramp) {
    private static final Pattern ROLE = Pattern.compile("-fl-([a-z0-9-]+):\\s*#([0-9A-Fa-f]{6});");
    private static final int SERIES = 12;
    private static final int RAMP = 9;

    public ThemeColours {
        roles = Map.copyOf(roles);
        series = List.copyOf(series);
        ramp = List.copyOf(ramp);
    }

    public static ThemeColours light() {
        return read(false);
    }

    public static ThemeColours of(boolean dark) {
        return read(dark);
    }

    /** Where the style sheet of a theme lies on the class path. */
    public static String sheet(boolean dark) {
        return dark ? "/styles/roles-dark.css" : "/styles/roles-light.css";
    }

    /** @throws IllegalArgumentException if there is no such role: a programming error that a test finds */
    public Color role(String name) {
        Color color = roles.get(name);
        if (color == null) {
            throw new IllegalArgumentException("No role " + name);
        }
        return color;
    }

    /** The colour of the n-th class, client or run, counted from 0; repeats after twelve. */
    public Color series(int index) {
        return series.get(Math.floorMod(index, series.size()));
    }

    /** A colour between background and color, as {@code share} of color laid over the background would look. */
    public static Color blend(Color color, Color background, double share) {
        return new Color(
                mix(color.getRed(), background.getRed(), share),
                mix(color.getGreen(), background.getGreen(), share),
                mix(color.getBlue(), background.getBlue(), share));
    }

    private static int mix(int over, int under, double share) {
        return (int) Math.round(over * share + under * (1 - share));
    }

    private static ThemeColours read(boolean dark) {
        Map<String, Color> colors = new LinkedHashMap<>();
        Matcher matcher = ROLE.matcher(text(sheet(dark)));
        while (matcher.find()) {
            colors.put(matcher.group(1), new Color(Integer.parseInt(matcher.group(2), 16)));
        }
        return new ThemeColours(dark, colors, numbered(colors, "series-", SERIES), numbered(colors, "ramp-", RAMP));
    }

    private static List<Color> numbered(Map<String, Color> colors, String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> colors.get(prefix + i))
                .toList();
    }

    private static String text(String path) {
        try (InputStream in = ThemeColours.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Missing " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
