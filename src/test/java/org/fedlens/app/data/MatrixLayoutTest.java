package org.fedlens.app.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MatrixLayoutTest {
    @Test
    void the_middle_of_every_cell_is_found_again() {
        MatrixLayout layout = new MatrixLayout(680, 520, 20, 10, 0, 0);
        for (int client = 0; client < 20; client++) {
            assertEquals(client, layout.column(layout.x(client)));
        }
        for (int label = 0; label < 10; label++) {
            assertEquals(label, layout.label(layout.y(label)));
        }
        assertEquals(-1, layout.column(MatrixLayout.LEFT - 1));
        assertEquals(-1, layout.label(519));
    }

    @Test
    void ten_thousand_clients_are_drawn_a_window_at_a_time() {
        MatrixLayout layout = new MatrixLayout(680, 520, 10_000, 100, 2500, 160);
        assertEquals(500, layout.firstClient());
        assertTrue(layout.endClient() - layout.firstClient() <= 102);
        assertEquals(500, layout.column(MatrixLayout.LEFT + 1));
        assertEquals(10, layout.firstLabel());
        assertTrue(layout.roomX() > 49_000 && layout.roomY() > 1000);
    }

    @Test
    void numbers_never_touch() {
        for (int clients = 2; clients < 300; clients += 7) {
            MatrixLayout layout = new MatrixLayout(680, 520, clients, 10, 0, 0);
            assertTrue(layout.numbered() * layout.pitch() >= 22);
        }
    }
}
