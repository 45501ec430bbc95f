package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void the_style_sheets_hold_the_colours_that_were_designed() {
        Tokens light = Tokens.of(false);
        Tokens dark = Tokens.of(true);
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
        assertEquals(Tokens.of(false).roles().keySet(), Tokens.of(true).roles().keySet());
        assertEquals(12, Tokens.of(true).series().size());
    }
}
