package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinesViewTest {
    @Test
    void namesThatHaveRoomStandWhereTheirLinesEnd() {
        assertArrayEquals(new double[] {20, 50, 90}, LinesView.spread(new double[] {20, 50, 90}, 100), 1e-9);
    }

    @Test
    void namesOfLinesThatEndAtTheBottomMoveUpAndStayApart() {
        assertArrayEquals(new double[] {72, 86, 100}, LinesView.spread(new double[] {98, 99, 100}, 100), 1e-9);
    }

    @Test
    void namesStayWithinTheChartHoweverMany() {
        double[] ends = new double[20];
        Arrays.fill(ends, 50);
        double[] heights = LinesView.spread(ends, 100);
        for (double height : heights) {
            assertTrue(height >= 7 && height <= 100.001, () -> "at " + height);
        }
    }
}
