package org.fedlens.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fedlens.training.local.VisitProgress;
import org.fedlens.training.supervision.UntilConfident;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a client trains, at what rate, and when it knows enough. Runs without the engine. */
class BudgetsTest {
    private static final UntilConfident EPOCHWISE =
            new UntilConfident(true, 4, 3, 0.75, 0.5, UntilConfident.Granularity.EPOCH);
    private static final UntilConfident BATCHWISE =
            new UntilConfident(true, 4, 3, 0.75, 0.5, UntilConfident.Granularity.BATCH);

    private static Effort later(int epochs, int steps, boolean within, double topBatch, double topAverage) {
        return new Effort(false, epochs, steps, within, topBatch, topAverage);
    }

    @ParameterizedTest
    @CsvSource({
        "0.74, 0, true",
        // A batch must reach its share ...
        "0.75, 0, false",
        // ... but the average must exceed its own.
        "0, 0.5, true",
        "0, 0.51, false",
        "0.76, 0.6, false",
        "0, 0, true"
    })
    void aBatchThatReachesItsShareIsEnoughAndAnAverageMustExceedIts(double batch, double average, boolean goesOn) {
        assertEquals(goesOn, EPOCHWISE.goesOn(later(1, 9, false, batch, average)));
        assertEquals(goesOn, BATCHWISE.goesOn(later(1, 9, false, batch, average)));
    }

    @Test
    void withinAnEpochOnlyTheFinerChoiceStops() {
        assertTrue(EPOCHWISE.goesOn(later(1, 9, true, 1, 1)));
        assertFalse(BATCHWISE.goesOn(later(1, 9, true, 1, 1)));
    }

    @Test
    void theFirstVisitTakesItsOwnEpochsWhateverItKnows() {
        assertTrue(EPOCHWISE.goesOn(new Effort(true, 3, 9, false, 1, 1)));
        assertFalse(EPOCHWISE.goesOn(new Effort(true, 4, 9, false, 0, 0)));
    }

    @Test
    void laterVisitsNeverTakeMoreEpochsThanWereAskedForAndNeverStopBeforeAStep() {
        assertTrue(EPOCHWISE.goesOn(later(2, 9, false, 0, 0)));
        assertFalse(EPOCHWISE.goesOn(later(3, 9, false, 0, 0)));
        assertTrue(EPOCHWISE.goesOn(later(0, 0, false, 1, 1)));
        assertFalse(EPOCHWISE.goesOn(later(0, 1, false, 1, 1)));
        assertTrue(EPOCHWISE.goesOn(2, 100));
        assertFalse(EPOCHWISE.goesOn(3, 0));
    }

    @Test
    void theBaselineTrainsAllEpochsAndWatchesNothing() {
        UntilConfident all = new UntilConfident(false, 4, 3, 0.75, 0.5, UntilConfident.Granularity.BATCH);
        assertTrue(all.goesOn(later(2, 9, true, 1, 1)));
        assertFalse(all.watches());
        assertTrue(EPOCHWISE.watches());
        assertEquals(3 * 7, all.planned(7));
        assertEquals(new UntilConfident(false, 4, 9, 0.75, 0.5, UntilConfident.Granularity.BATCH), all.withEpochs(9));
    }

    @Test
    void batchesOfLessThanHalfTheUsualSizeTellNothing() {
        VisitProgress progress = new VisitProgress(false, 10);
        progress.beginEpoch();
        progress.watch(1, 4);
        assertEquals(new Effort(false, 0, 0, true, 0, 0), progress.effort(true));
        progress.watch(0.4, 5);
        assertEquals(new Effort(false, 0, 0, true, 0.4, 0.4), progress.effort(true));
        // By images: (0.4 * 5 + 0.8 * 15) / 20, and what was highest stays.
        progress.watch(0.8, 15);
        assertEquals(0.7, progress.effort(true).topAverage(), 1e-12);
        progress.watch(0, 10);
        assertEquals(0.8, progress.effort(true).topBatch());
        assertEquals(0.7, progress.effort(true).topAverage(), 1e-12);
        progress.beginEpoch();
        assertEquals(new Effort(false, 0, 0, false, 0, 0), progress.effort(false));
        progress.watch(0.5, 10);
        assertEquals(0.5, progress.effort(true).topAverage(), 1e-12);
    }

    @Test
    void progressCountsStepsImagesAndTheMeanLoss() {
        VisitProgress progress = new VisitProgress(true, 10);
        assertTrue(Double.isNaN(progress.meanLoss()));
        progress.add(3, 10);
        progress.add(1, 4);
        assertEquals(2, progress.meanLoss());
        assertEquals(2, progress.steps);
        assertEquals(14, progress.images);
        progress.epochs = 2;
        assertEquals(new Effort(true, 2, 2, false, 0, 0), progress.effort(false));
    }

    @Test
    void epochsAndStepsAreCountedAndCutShort() {
        LocalBudget epochs = new LocalBudget.Epochs(3);
        assertTrue(epochs.goesOn(2, 999));
        assertFalse(epochs.goesOn(3, 0));
        assertEquals(12, epochs.planned(4));
        assertEquals(new LocalBudget.Epochs(5), epochs.withEpochs(5));
        assertFalse(epochs.watches());
        LocalBudget steps = new LocalBudget.Steps(7);
        assertTrue(steps.goesOn(999, 6));
        assertFalse(steps.goesOn(0, 7));
        assertEquals(7, steps.planned(4));
        assertEquals(steps, steps.withEpochs(5));
        LocalBudget most = new LocalBudget.AtMost(epochs, 7);
        assertTrue(most.goesOn(1, 6) && most.goesOn(Effort.of(1, 6)));
        assertFalse(most.goesOn(1, 7) || most.goesOn(Effort.of(1, 7)));
        assertFalse(most.goesOn(3, 6) || most.goesOn(Effort.of(3, 6)));
        assertEquals(7, most.planned(4));
        assertEquals(3, most.planned(1));
        assertEquals(new LocalBudget.AtMost(new LocalBudget.Epochs(5), 7), most.withEpochs(5));
        assertFalse(most.watches());
        assertTrue(new LocalBudget.AtMost(EPOCHWISE, 7).watches());
        assertFalse(new LocalBudget.AtMost(EPOCHWISE, 7).goesOn(later(1, 6, false, 1, 1)));
    }

    @Test
    void ratesFollowTheServersRounds() {
        assertEquals(0.4, new Schedule.Constant().at(0.4, 7, 10));
        assertEquals(0.4, new Schedule.Cosine().at(0.4, 0, 10), 1e-12);
        assertEquals(0.2, new Schedule.Cosine().at(0.4, 5, 10), 1e-12);
        assertEquals(0.2 * (1 + Math.sqrt(0.5)), new Schedule.Cosine().at(0.4, 1, 4), 1e-12);
        Schedule step = new Schedule.Step(3, 0.5);
        assertEquals(0.4, step.at(0.4, 2, 10), 1e-12);
        assertEquals(0.2, step.at(0.4, 3, 10), 1e-12);
        assertEquals(0.1, step.at(0.4, 8, 10), 1e-12);
        Schedule drop = new Schedule.Drop(2, 0.5);
        assertEquals(0.4, drop.at(0.4, 1, 10), 1e-12);
        assertEquals(0.2, drop.at(0.4, 2, 10), 1e-12);
        assertEquals(0.2, drop.at(0.4, 9, 10), 1e-12);
        assertEquals(0.4 * 0.25, new Schedule.Poly(2).at(0.4, 5, 10), 1e-12);
        assertEquals(0.4, new Schedule.Poly(0).at(0.4, 9, 10), 1e-12);
    }

    @Test
    void theReachOfStepsIsTheSumOfTheirMomentum() {
        Optimizer plain = new Optimizer.Sgd(0.1, 0, 0, false);
        assertEquals(5, plain.normalizer(5, 0), 1e-12);
        assertEquals(0, plain.normalizer(0, 0));
        // With momentum 0.5: 1 + 1.5 + 1.75.
        assertEquals(4.25, new Optimizer.Sgd(0.1, 0.5, 0, false).normalizer(3, 0), 1e-12);
        // A pull of 2 at rate 0.1: 1, then 1 - 0.2 * 1, then 1 - 0.2 * 1.8.
        assertEquals(1 + 0.8 + 0.64, plain.normalizer(3, 2), 1e-12);
        assertEquals(7, new Optimizer.Adam(0.1, 0.9, 0.99, 1e-8, 0).normalizer(7, 2));
    }
}
