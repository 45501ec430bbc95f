package org.fedlens.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClassSilhouetteTest {
    @Test
    void two_tight_groups_stand_apart_and_a_mixture_does_not() {
        float[][] x = {{1, 0}, {2, 0}, {0, 1}, {0, 3}};
        // Directions only: a = 0 and b = sqrt 2 for every point.
        assertEquals(1, ClassSilhouette.of(x, new int[] {0, 0, 1, 1}, 2), 1e-6);
        // Each point shares its place with one of the other class: a = sqrt 2, b = sqrt 2 / 2.
        assertEquals(-0.5, ClassSilhouette.of(x, new int[] {0, 1, 0, 1}, 2), 1e-6);
        assertEquals(Double.NaN, ClassSilhouette.of(x, new int[4], 2));
        // A point alone in its class counts nothing: (0 + 1 + ...) by hand.
        float[][] three = {{1, 0}, {0, 1}, {0, 2}};
        assertEquals(2.0 / 3, ClassSilhouette.of(three, new int[] {0, 1, 1}, 3), 1e-6);
    }
}
