package org.fedlens.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ThemeColoursTest {
    @Test
    void the_style_sheets_hold_the_colours_that_were_designed() {
        ThemeColours light = ThemeColours.of(false);
        ThemeColours dark = ThemeColours.of(true);
        assertEquals(new Color(0x0969DA), light.role("accent"));
        assertEquals(new Color(0x58A6FF), dark.role("accent"));
        assertEquals(new Color(0xF6F8FA), light.role("canvas"));
        assertEquals(new Color(0x161B22), dark.role("surface"));
        assertEquals(new Color(0x1B57BE), light.series(0));
        assertEquals(new Color(0xD1BBF8), dark.series(11));
        assertEquals(new Color(0x0B2A5E), light.ramp().get(8));
    }

    @Test
    void both_themes_have_the_same_roles() {
        assertEquals(
                ThemeColours.of(false).roles().keySet(),
                ThemeColours.of(true).roles().keySet());
        assertEquals(12, ThemeColours.of(true).series().size());
    }

    @Test
    void every_text_can_be_read_where_it_stands() {
        String[] pairs = {
            "fg/surface",
            "fg/canvas",
            "fg/inset",
            "fg/accent-soft",
            "fg/ok-soft",
            "fg/bad-soft",
            "muted/surface",
            "muted/canvas",
            "muted/inset",
            "muted/hairline",
            "subtle/surface",
            "accent/surface",
            "accent/accent-soft",
            "accent/inset",
            "ok/ok-soft",
            "warn/warn-soft",
            "bad/bad-soft",
            "bad/surface",
            "bad/inset",
            "tip-fg/tip"
        };
        for (boolean dark : new boolean[] {false, true}) {
            ThemeColours tokens = ThemeColours.of(dark);
            for (String pair : pairs) {
                String[] names = pair.split("/");
                double ratio = ColourContrast.ratio(tokens.role(names[0]), tokens.role(names[1]));
                assertTrue(ratio >= 4.5, pair + (dark ? " dark " : " light ") + ratio);
            }
            double button = ColourContrast.ratio(Color.WHITE, tokens.role("primary"));
            assertTrue(button >= 4.5, "white on primary " + button);
            for (String sign : new String[] {"ghost", "accent", "ok", "warn", "bad-line"}) {
                double ratio = ColourContrast.ratio(tokens.role(sign), tokens.role("surface"));
                assertTrue(ratio >= 3, sign + (dark ? " dark " : " light ") + ratio);
            }
        }
    }
}
