package org.fedlens.app.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fedlens.app.prediction.MaskedImage;
import org.junit.jupiter.api.Test;

class BeforeAfterTest {
    @Test
    void the_two_parts_make_up_the_picture_wherever_the_line_is() {
        for (int step = 0; step <= 100; step++) {
            BeforeAfter wipe = new BeforeAfter(step / 100.0);
            assertEquals(0, wipe.left(333, 7).getMinX());
            assertEquals(wipe.left(333, 7).getMaxX(), wipe.right(333, 7).getMinX());
            assertEquals(333, wipe.right(333, 7).getMaxX());
            assertEquals(7, wipe.left(333, 7).getHeight());
        }
        assertEquals(0, new BeforeAfter(0).column(64));
        assertEquals(64, new BeforeAfter(1).column(64));
        assertEquals(16, new BeforeAfter(0.25).column(64));
    }

    @Test
    void the_line_stays_in_the_picture() {
        assertEquals(1, BeforeAfter.MIDDLE.moved(3).share());
        assertEquals(0, BeforeAfter.MIDDLE.moved(-0.6).share());
        assertEquals(0.5, new BeforeAfter(Double.NaN).share());
    }

    @Test
    void a_picture_lies_in_the_middle_as_large_as_it_goes() {
        var place = MaskedImage.place(64, 48, 264, 141);
        assertEquals(188, place.getWidth(), 1e-9);
        assertEquals(141, place.getHeight(), 1e-9);
        assertEquals(38, place.getMinX(), 1e-9);
        assertEquals(0, place.getMinY(), 1e-9);
    }
}
