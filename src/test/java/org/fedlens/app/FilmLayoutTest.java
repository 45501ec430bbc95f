package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.clustering.Clusters;
import org.fedlens.clustering.MergeTree;
import org.junit.jupiter.api.Test;

class FilmLayoutTest {
    private static final double WIDTH = 700;
    private static final double HEIGHT = 240;

    /** Pictures 3k, 3k + 1 and 3k + 2 become one: first the latter two, then all three. */
    private static MergeTree threes(int groups) {
        MergeTree tree = MergeTree.alone(3 * groups);
        List<MergeTree.Merge> merges = new ArrayList<>(tree.merges());
        for (int k = 0; k < groups; k++) {
            merges.add(new MergeTree.Merge(1, 3 * k + 1, 3 * k + 2));
        }
        for (int k = 0; k < groups; k++) {
            merges.add(new MergeTree.Merge(2, 3 * k, 3 * k + 1));
        }
        return new MergeTree(3 * groups, merges);
    }

    private static FilmLayout layout(MergeTree tree) {
        List<Clusters> phases =
                IntStream.rangeClosed(0, tree.phases()).mapToObj(tree::after).toList();
        return new FilmLayout(tree.order(), phases, 0.5, WIDTH, HEIGHT);
    }

    private static void allInside(FilmLayout laid, int places) {
        for (int phase = 0; phase < 3; phase++) {
            float[] middles = laid.between(phase, 0);
            for (int place = 0; place < places; place++) {
                assertTrue(middles[place] - laid.wide() / 2 >= 0 && middles[place] + laid.wide() / 2 <= WIDTH);
                assertTrue(laid.top(place) >= 0 && laid.top(place) + laid.high() <= HEIGHT);
            }
        }
    }

    @Test
    void aThousandPicturesFitAndNoneCoversAnother() {
        FilmLayout laid = layout(threes(333));
        allInside(laid, 999);
        assertTrue(laid.high() > 10, () -> "pictures of " + laid.high());
        for (int phase = 0; phase < 3; phase++) {
            float[] middles = laid.between(phase, 0);
            for (int place = 1; place < 999; place++) {
                boolean sameLine = laid.top(place) == laid.top(place - 1);
                assertTrue(!sameLine || middles[place] - middles[place - 1] >= laid.wide());
            }
        }
    }

    @Test
    void whatJoinsClosesUpToItsFirstPictureAndNothingElseMoves() {
        FilmLayout laid = layout(threes(4));
        float[] alone = laid.between(0, 0);
        float[] pairs = laid.between(1, 0);
        float[] threes = laid.between(2, 0);
        assertEquals(alone[0], pairs[0]);
        assertEquals(laid.wide() + 1, pairs[2] - pairs[1], 1e-3);
        assertEquals(alone[1], pairs[1]);
        assertEquals(laid.wide() + 1, threes[1] - threes[0], 1e-3);
        assertEquals(alone[0], threes[0]);
        assertEquals(alone[3], threes[3]);
        float[] half = laid.between(1, 0.5);
        assertEquals((pairs[0] + threes[0]) / 2, half[0], 1e-3);
        assertArrayEquals(threes, laid.between(2, 0.5));
    }

    @Test
    void aClusterOfTheLastPhaseIsNotBroken() {
        FilmLayout laid = layout(threes(60));
        for (int k = 0; k < 60; k++) {
            assertEquals(laid.top(3 * k), laid.top(3 * k + 1));
            assertEquals(laid.top(3 * k), laid.top(3 * k + 2));
        }
        assertTrue(laid.lines() > 1);
        assertEquals(60, laid.groups(2).size());
    }

    @Test
    void onlyWhatWasSeveralBeforeHasGrown() {
        FilmLayout laid = layout(threes(4));
        assertTrue(laid.groups(0).stream().noneMatch(FilmLayout.Group::grown));
        assertEquals(4, laid.groups(1).stream().filter(FilmLayout.Group::grown).count());
        assertEquals(8, laid.groups(1).size());
        assertTrue(laid.groups(2).stream().allMatch(FilmLayout.Group::grown));
    }

    @Test
    void thePictureUnderThePointerIsFound() {
        FilmLayout laid = layout(threes(60));
        float[] middles = laid.between(1, 0);
        for (int place : new int[] {0, 17, 179}) {
            assertEquals(place, laid.at(middles, middles[place] + 1, laid.top(place) + 2));
        }
        assertEquals(-1, laid.at(middles, WIDTH + 5, 10));
        assertEquals(-1, laid.at(middles, 10, HEIGHT + 50));
    }
}
