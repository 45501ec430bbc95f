package org.fedlens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;

class FormTest {
    record Plain(@Setting(standard = "0.5", min = 0, max = 1) double share, @Setting(standard = "two") Size size) {}

    record Inner(@Setting(standard = "3", min = 1, max = 9) int count, int epochs, boolean trying) {}

    enum Size {
        ONE,
        TWO
    }

    @Test
    void whatIsNotNamedTakesItsStandard() {
        assertEquals(new Plain(0.5, Size.TWO), Form.standard(Plain.class, Map.of()));
        assertEquals(new Plain(0.5, Size.ONE), Form.standard(Plain.class, Map.of("size", Size.ONE)));
        assertEquals(new Plain(1, Size.TWO), Form.standard(Plain.class, Map.of("share", 1)));
    }

    @Test
    void whatIsNoSettingMustBeNamedButForFlags() {
        assertEquals(new Inner(3, 7, false), Form.standard(Inner.class, Map.of("epochs", 7)));
        assertEquals(new Inner(3, 7, true), Form.standard(Inner.class, Map.of("epochs", 7, "trying", true)));
        assertThrows(IllegalArgumentException.class, () -> Form.standard(Inner.class, Map.of("count", 4)));
    }

    @Test
    void wrongNamesAndValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Form.standard(Plain.class, Map.of("shares", 0.1)));
        assertThrows(Problem.class, () -> Form.standard(Plain.class, Map.of("share", 2)));
    }
}
