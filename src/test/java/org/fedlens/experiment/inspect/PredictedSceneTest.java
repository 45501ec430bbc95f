package org.fedlens.experiment.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.fedlens.data.ImageShape;
import org.junit.jupiter.api.Test;

class PredictedSceneTest {
    private static final double[] FIGURES = {0.5, Double.NaN, 0.2, 0.9, 0.2, Double.NaN};

    @Test
    void scenes_come_worst_first_and_those_without_a_figure_last() {
        assertArrayEquals(new int[] {2, 4, 0, 3, 1, 5}, SceneOrder.WORST.of(FIGURES));
        assertArrayEquals(new int[] {3, 0, 2, 4, 1, 5}, SceneOrder.BEST.of(FIGURES));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, SceneOrder.FILE.of(FIGURES));
        assertEquals(0, SceneOrder.WORST.of(new double[0]).length);
    }

    @Test
    void errors_tell_wrong_pixels_from_right_ones_and_from_those_that_do_not_count() {
        byte[] truth = {0, 1, 2, (byte) 255, 1, (byte) 254};
        byte[] guess = {0, 2, 2, 0, 0, 1};
        PredictedScene scene = new PredictedScene(0, new ImageShape(1, 2, 3), new byte[6], truth, guess, 0.25);
        assertArrayEquals(
                new byte[] {
                    PredictedScene.RIGHT,
                    PredictedScene.WRONG,
                    PredictedScene.RIGHT,
                    PredictedScene.UNCOUNTED,
                    PredictedScene.WRONG,
                    PredictedScene.UNCOUNTED
                },
                scene.errors(3));
    }

    @Test
    void masks_of_other_sides_are_refused() {
        ImageShape shape = new ImageShape(1, 2, 3);
        assertThrows(
                IllegalArgumentException.class,
                () -> new PredictedScene(0, shape, new byte[6], new byte[6], new byte[5], 0));
    }
}
