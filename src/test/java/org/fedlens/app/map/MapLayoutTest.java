package org.fedlens.app.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapLayoutTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20, 24, 25, 40, 60, 61, 120, 200})
    void every_client_lies_inside_and_none_on_another(int clients) {
        MapLayout layout = MapLayout.of(clients, 760, 308);
        assertEquals(clients, layout.places().size());
        for (int i = 0; i < clients; i++) {
            MapLayout.Place a = layout.places().get(i);
            assertTrue(a.x() > layout.radius() && a.x() < 760 - layout.radius(), "x " + a);
            assertTrue(a.y() > layout.radius() && a.y() < 308 - layout.radius(), "y " + a);
            for (int k = 0; k < i; k++) {
                MapLayout.Place b = layout.places().get(k);
                double least = 2 * layout.radius() * 0.95;
                assertTrue(Math.hypot(a.x() - b.x(), a.y() - b.y()) >= least, i + " on " + k);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 10, 20})
    void no_client_stands_right_under_the_server_s_caption(int clients) {
        MapLayout layout = MapLayout.of(clients, 760, 308);
        assertTrue(layout.places().stream()
                .noneMatch(place -> place.y() > layout.serverY() && Math.abs(place.x() - layout.serverX()) < 12));
    }

    @Test
    void a_caption_is_free_where_no_client_reaches() {
        MapLayout wide = MapLayout.of(10, 760, 308);
        double below = wide.serverY() + wide.serverRadius() + 33;
        assertTrue(wide.free(wide.serverX(), below, 90, 14));
        MapLayout narrow = MapLayout.of(10, 480, 262);
        below = narrow.serverY() + narrow.serverRadius() + 33;
        assertFalse(narrow.free(narrow.serverX(), below, 90, 14));
        MapLayout.Place client = wide.places().get(3);
        assertFalse(wide.free(client.x(), client.y(), 1, 1));
        assertFalse(wide.free(client.x() + wide.radius(), client.y(), 1, 1));
    }

    @Test
    void neighbours_on_one_ellipse_have_equal_arcs() {
        var places = MapLayout.ellipse(40, 0, 0, 300, 100);
        double first = Math.hypot(
                places.get(0).x() - places.get(1).x(),
                places.get(0).y() - places.get(1).y());
        for (int i = 0; i < 40; i++) {
            var a = places.get(i);
            var b = places.get((i + 1) % 40);
            assertEquals(first, Math.hypot(a.x() - b.x(), a.y() - b.y()), first * 0.06);
        }
    }

    @Test
    void a_click_finds_the_nearest_client() {
        MapLayout layout = MapLayout.of(20, 760, 308);
        MapLayout.Place place = layout.places().get(7);
        assertEquals(7, layout.at(place.x() + 3, place.y() - 3));
        assertEquals(-1, layout.at(layout.serverX(), layout.serverY()));
    }

    @Test
    void very_many_clients_become_counts() {
        assertEquals(MapLayout.Kind.COUNTS, MapLayout.of(201, 760, 308).kind());
    }

    @Test
    void clients_on_a_small_map_leave_room_for_each_others_names() {
        MapLayout wide = MapLayout.of(20, 760, 308);
        MapLayout small = MapLayout.of(20, 480, 300);
        assertEquals(19, wide.radius());
        assertTrue(small.radius() < 19 && small.radius() >= 12, "radius " + small.radius());
    }
}
