package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PAV-3 and PAV-4 of the specification: how far outputs turned. */
class OutputShiftTest {
    private static final float[][] BEFORE = {{1, 0}, {3, 4}, {0, 2}};

    @Test
    @DisplayName("PAV-3 outputs that stayed turned by 0, opposite ones by 2, and all images count alike")
    void ends() {
        assertEquals(0, OutputShift.mean(BEFORE, BEFORE), 1e-12);
        assertEquals(2, OutputShift.mean(BEFORE, new float[][] {{-1, 0}, {-3, -4}, {0, -2}}), 1e-12);
        // A quarter turn, the angle of .6, and none.
        assertEquals((1 + 0.4 + 0) / 3, OutputShift.mean(BEFORE, new float[][] {{0, 5}, {1, 0}, {0, 1}}), 1e-7);
        assertEquals(0, OutputShift.mean(new float[0][], new float[0][]));
    }

    @Test
    @DisplayName("PAV-4 longer outputs turn no further")
    void lengths() {
        float[][] after = {{1, 1}, {2, -1}, {1, 3}};
        float[][] longer = {{8, 8}, {16, -8}, {8, 24}};
        assertEquals(OutputShift.mean(BEFORE, after), OutputShift.mean(BEFORE, longer), 1e-12);
    }
}
