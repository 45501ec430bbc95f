package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counts and losses that add up, what is expected on a client's own mix, and how clients differ. */
class PredictionTallyTest {
    /** Class 0: three of four found; class 1: one of two; class 2 does not occur but is predicted once. */
    private static PredictionTally tally() {
        ConfusionMatrix confusion = new ConfusionMatrix(4);
        int[][] pairs = {{0, 0}, {0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 2}};
        for (int[] pair : pairs) {
            confusion.add(pair[0], pair[1]);
        }
        return new PredictionTally(confusion, 3);
    }

    @Test
    void countsAndLossesAddUp() {
        PredictionTally one = tally();
        assertEquals(4, one.classes());
        assertEquals(4 / 6.0, one.accuracy(), 1e-12);
        assertEquals(0.5, one.loss(), 1e-12);
        PredictionTally three =
                PredictionTally.empty(4).plus(one).plus(one).plus(new PredictionTally(new ConfusionMatrix(4), 9));
        assertEquals(4 / 6.0, three.accuracy(), 1e-12);
        assertEquals((3 + 3 + 9) / 12.0, three.loss(), 1e-12);
        assertTrue(Double.isNaN(PredictionTally.empty(4).loss())
                && Double.isNaN(PredictionTally.empty(4).accuracy()));
    }

    @Test
    void whatIsCountedLaterDoesNotReachIt() {
        ConfusionMatrix confusion = new ConfusionMatrix(2);
        PredictionTally before = new PredictionTally(confusion, 1);
        confusion.add(0, 0);
        assertTrue(Double.isNaN(before.accuracy()));
    }

    @Test
    void aMixIsExpectedToBeFoundAsItsClassesAre() {
        assertEquals((10 * 0.75 + 30 * 0.5) / 40, tally().accuracyOn(new int[] {10, 30, 7, 0}), 1e-12);
        assertEquals(0.5, tally().accuracyOn(new int[] {0, 3, 0, 0}), 1e-12);
        assertTrue(Double.isNaN(tally().accuracyOn(new int[] {0, 0, 7, 9})));
    }

    @Test
    void theMeanOverTheClassesOfAMixLeavesOutWhatIsNowhere() {
        assertEquals(3 / 4.0, tally().iou(0), 1e-12);
        assertEquals(1 / 3.0, tally().iou(1), 1e-12);
        assertEquals((3 / 4.0 + 1 / 3.0 + 0) / 3, tally().meanIou(), 1e-12);
        assertEquals((3 / 4.0 + 1 / 3.0) / 2, tally().meanIouOn(new int[] {1, 1, 0, 5}), 1e-12);
        assertEquals((3 / 4.0 + 0) / 2, tally().meanIouOn(new int[] {1, 0, 1, 0}), 1e-12);
        assertTrue(Double.isNaN(tally().meanIouOn(new int[] {0, 0, 0, 5})));
    }

    @Test
    void countingIsOnlyOfClassesThatThereAre() {
        ConfusionMatrix confusion = new ConfusionMatrix(2);
        confusion.add(-1, 0);
        confusion.add(2, 0);
        assertEquals(0, confusion.total());
        assertEquals(2, confusion.classes());
        assertThrows(IllegalArgumentException.class, () -> confusion.add(0, 2));
        assertThrows(IllegalArgumentException.class, () -> confusion.add(0, -1));
        assertThrows(IllegalArgumentException.class, () -> confusion.add(new byte[1], new byte[2]));
        assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(0));
        assertEquals(1, new ConfusionMatrix(1).classes());
        confusion.add(1, 0);
        confusion.add(1, 1);
        confusion.add(1, 1);
        assertEquals(2 / 3.0, confusion.recall(1), 1e-12);
    }

    @Test
    void clientsSpreadFromTheWorstTenthToTheBest() {
        double[] values = IntStream.range(0, 21).mapToDouble(i -> 20 - i).toArray();
        ClientSpread spread = ClientSpread.of(values);
        assertEquals(new ClientSpread(0, 2, 10, 18, 20, 0.5), spread);
        ClientSpread few = ClientSpread.of(new double[] {4, Double.NaN, 2});
        assertEquals(2, few.worstTenth());
        assertEquals(2, few.min());
        assertEquals(2.2, few.p10(), 1e-12);
        assertEquals(3, few.median(), 1e-12);
        assertEquals(3.8, few.p90(), 1e-12);
        assertEquals(4, few.max());
        assertThrows(IllegalArgumentException.class, () -> ClientSpread.of(new double[] {Double.NaN}));
    }

    @Test
    void mixesOfDifferentSizesAreComparedWithTheMixOfAll() {
        Heterogeneity seen = Heterogeneity.of(new int[][] {{30, 10}, {0, 60}});
        // All together 0.3 and 0.7; the first client 0.75 and 0.25.
        assertEquals(0.45 + 0.45, seen.earthMover()[0], 1e-12);
        assertEquals(0.3 + 0.3, seen.earthMover()[1], 1e-12);
        double own = 0.75 * log2(0.75) + 0.25 * log2(0.25);
        double all = 0.3 * log2(0.3) + 0.7 * log2(0.7);
        double middle = 0.525 * log2(0.525) + 0.475 * log2(0.475);
        assertEquals((own + all) / 2 - middle, seen.jensenShannon()[0], 1e-12);
        assertEquals(Math.pow(2, -own), seen.effectiveClasses()[0], 1e-12);
        assertEquals(1, seen.effectiveClasses()[1], 1e-12);
        assertEquals(10 / 50.0, seen.sizeVariation(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> Heterogeneity.of(new int[0][]));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
