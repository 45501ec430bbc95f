package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** IOU-1 to IOU-4 of the specification. */
class ConfusionMatrixTest {
    private static final byte IGNORE = (byte) 255;

    private static ConfusionMatrix of(int classes, byte[] truth, byte[] predicted) {
        ConfusionMatrix confusion = new ConfusionMatrix(classes);
        confusion.add(truth, predicted);
        return confusion;
    }

    @Test
    @DisplayName("IOU-1 one pixel of four is wrong")
    void oneWrongPixelCostsBothClasses() {
        ConfusionMatrix confusion = of(2, new byte[] {0, 0, 1, 1}, new byte[] {0, 1, 1, 1});
        assertEquals(0.5, confusion.iou(0));
        assertEquals(0.666667, confusion.iou(1), 1e-6);
        assertEquals(0.583333, confusion.meanIou(), 1e-6);
        assertEquals(0.75, confusion.accuracy());
    }

    @Test
    @DisplayName("IOU-2 a pixel without a class does not count")
    void ignoredPixelsAreNoPixels() {
        ConfusionMatrix confusion = of(2, new byte[] {0, 0, 1, IGNORE}, new byte[] {0, 1, 1, 1});
        assertEquals(0.5, confusion.iou(0));
        assertEquals(0.5, confusion.iou(1));
        assertEquals(3, confusion.total());
    }

    @Test
    @DisplayName("IOU-3 a class that is nowhere is left out, one that is only predicted counts 0")
    void onlyWhatIsNowhereIsLeftOut() {
        ConfusionMatrix confusion = of(4, new byte[] {0, 0, 1, 1}, new byte[] {0, 0, 1, 2});
        assertEquals(0, confusion.iou(2));
        assertEquals(Double.NaN, confusion.iou(3));
        assertEquals((1 + 0.5 + 0) / 3, confusion.meanIou(), 1e-12);
        assertEquals(Double.NaN, new ConfusionMatrix(2).meanIou());
    }

    @Test
    @DisplayName("IOU-4 counting in batches is counting at once, and not the mean over batches")
    void countsAddUpBeforeAnythingIsDivided() {
        ConfusionMatrix sum = new ConfusionMatrix(2);
        ConfusionMatrix first = of(2, new byte[] {0}, new byte[] {1});
        ConfusionMatrix second = of(2, new byte[] {0, 0, 1, 1, 1}, new byte[] {0, 0, 1, 1, 0});
        sum.add(first);
        sum.add(second);
        ConfusionMatrix once = of(2, new byte[] {0, 0, 0, 1, 1, 1}, new byte[] {1, 0, 0, 1, 1, 0});
        for (int at = 0; at < 4; at++) {
            assertEquals(once.count(at / 2, at % 2), sum.count(at / 2, at % 2));
        }
        assertEquals(once.meanIou(), sum.meanIou());
        assertEquals(0.5, sum.meanIou());
        assertEquals((0 + (2 / 3.0 + 2 / 3.0) / 2) / 2, (first.meanIou() + second.meanIou()) / 2, 1e-12);
        assertThrows(IllegalArgumentException.class, () -> sum.add(new ConfusionMatrix(3)));
    }
}
