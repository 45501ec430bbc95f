package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.fedlens.text.Problem;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateAverageTest {
    private static PrivateAverage rule(double clip, double noise, boolean adaptive) {
        return new PrivateAverage(clip, noise, adaptive, 0.5, 0.2, 1, 1e-5, Accountant.Conversion.CLASSIC, 0);
    }

    private static Layout layout(int size) {
        return new Layout(List.of(new Slot("all", Part.HEAD, Kind.TRAINED, List.of(size))));
    }

    private static ServerState zeros(int size) {
        return new ServerState(0, Weights.fill(layout(size), i -> 0), Memory.NONE);
    }

    private static ClientUpdate upload(Weights weights) {
        return new ClientUpdate(0, 7, 1, 1, weights, Memory.NONE);
    }

    @Test
    void aLongChangeIsCutToTheBoundAndAShortOneStays() {
        Weights three = Weights.of(layout(2), new float[] {3, 4});
        for (double clip : new double[] {1, 5, 100}) {
            Fold fold = rule(clip, 0, false).open(Round.of(zeros(2), List.of(0), 1));
            fold.add(upload(three));
            Weights moved = fold.close().global();
            assertEquals(clip < 5 ? 0.6 : 3, moved.at(0), 1e-6);
            assertEquals(clip < 5 ? 0.8 : 4, moved.at(1), 1e-6);
        }
    }

    @Test
    void theNoiseOfTheMeanHasTheDeviationThatWasAskedFor() {
        int numbers = 100_000;
        Round round = new Round(zeros(numbers), List.of(0), 20, 0.5, 11);
        Fold fold = rule(1, 1, false).open(round);
        fold.add(upload(Weights.fill(layout(numbers), i -> 0)));
        Weights noised = fold.close().global();
        double squares = IntStream.range(0, numbers)
                .mapToDouble(i -> noised.at(i) * (double) noised.at(i))
                .sum();
        assertEquals(0.1, Math.sqrt(squares / numbers), 0.002);
        Fold again = rule(1, 1, false).open(round);
        again.add(upload(Weights.fill(layout(numbers), i -> 0)));
        assertEquals(noised, again.close().global());
    }

    @Test
    void theNoiseIsMeasuredInBounds() {
        Round first = new Round(zeros(1), List.of(0), 4, 0.5, 3);
        Weights kept = Weights.fill(layout(1), i -> 6);
        Round later = new Round(
                new ServerState(1, zeros(1).global(), Memory.NONE.with(PrivateAverage.BOUND, kept)),
                List.of(0),
                4,
                0.5,
                3);
        // A standard normal number of 2 becomes 2 sigma C, over the two clients that are expected.
        assertEquals(2 * 1.5 * 4 / 2, moved(rule(4, 1.5, false), first), 1e-6);
        // Where the bound has moved on, the noise moves with it.
        assertEquals(2 * 1.5 * 6 / 2, moved(rule(4, 1.5, false), later), 1e-6);
        // Adaptive clipping covers the count, too, and needs the larger deviation.
        assertEquals(2 * 4 * 2 / Math.sqrt(3) / 2, moved(rule(4, 1, true), first), 1e-5);
    }

    private static double moved(PrivateAverage rule, Round round) {
        Fold fold = rule.open(round, () -> 2);
        fold.add(upload(zeros(1).global()));
        return fold.close().global().at(0);
    }

    @Test
    void theShareOfChangesWithinTheBoundIsNoisedToo() {
        // Three of four stay whole, one of them just; the count gets noise of 2 * 1.
        Fold fold = rule(1, 1, true).open(new Round(zeros(1), List.of(0, 1, 2, 3), 8, 0.5, 0), () -> 2);
        for (double size : new double[] {0.5, 1, -0.25, 7}) {
            fold.add(upload(Weights.fill(layout(1), i -> size)));
        }
        ServerState next = fold.close();
        assertEquals((3 + 2) / 4.0, fold.figures().get("clip-share"), 1e-12);
        assertEquals(1, fold.figures().get("clip-bound"));
        assertEquals(
                Math.exp(-0.2 * (1.25 - 0.5)),
                next.memory().get(PrivateAverage.BOUND).orElseThrow().at(0),
                1e-6);
        assertEquals(
                Accountant.fresh()
                        .plus(0.5, 1, 1)
                        .epsilon(1e-5, Accountant.Conversion.CLASSIC)
                        .epsilon(),
                fold.figures().get("epsilon"),
                1e-12);
    }

    @Test
    void withoutNoiseNothingIsPromisedAndNothingDrawn() {
        Fold fold = rule(1, 0, false).open(new Round(zeros(1), List.of(0), 1, 1, 0), () -> {
            throw new AssertionError("No number is to be drawn");
        });
        fold.add(upload(zeros(1).global()));
        ServerState next = fold.close();
        assertEquals(Set.of("clip-bound"), fold.figures().keySet());
        assertTrue(next.memory().get(PrivateAverage.BOUND).isEmpty());
    }

    @Test
    void aPromiseIsTold() {
        PrivateAverage rule = new PrivateAverage(2, 1, false, 0.5, 0.2, 1, 1e-5, Accountant.Conversion.CLASSIC, 8);
        assertEquals(rule, rule.privacy().orElseThrow());
        Round round = new Round(zeros(1), List.of(), 100, 0.1, 0);
        double once = rule.after(round);
        assertEquals(epsilon(0.1, 1, 1), once, 1e-12);
        ServerState played = rule.open(round).close();
        assertEquals(epsilon(0.1, 1, 2), rule.after(new Round(played, List.of(), 100, 0.1, 0)), 1e-9);
    }

    @Test
    void bothNoisesTogetherCountAsTheOneThatWasAskedFor() {
        PrivateAverage rule = new PrivateAverage(1, 2, true, 0.5, 0.2, 4, 1e-5, Accountant.Conversion.CLASSIC, 0);
        assertEquals(1 / Math.sqrt(1 / 4.0 - 1 / 64.0), rule.deviation(), 1e-12);
        // Two looks at once: their precisions add up, the count at twice its noise.
        double changes = rule.deviation();
        assertEquals(1 / (2.0 * 2.0), 1 / (changes * changes) + 1 / (8.0 * 8.0), 1e-12);
        assertEquals(2, rule(1, 2, false).deviation());
        Problem problem = assertThrows(
                Problem.class,
                () -> new PrivateAverage(1, 3, true, 0.5, 0.2, 1, 1e-5, Accountant.Conversion.CLASSIC, 0));
        assertEquals(List.of(1.5), problem.remedy().values());
    }

    @Test
    void justAboveHalfOfTheNoiseIsEnoughForTheCount() {
        double least = 1.0;
        assertThrows(
                Problem.class,
                () -> new PrivateAverage(1, 2, true, 0.5, 0.2, least, 1e-5, Accountant.Conversion.CLASSIC, 0));
        new PrivateAverage(1, 2, true, 0.5, 0.2, 1.01, 1e-5, Accountant.Conversion.CLASSIC, 0);
        new PrivateAverage(1, 2, false, 0.5, 0.2, least, 1e-5, Accountant.Conversion.CLASSIC, 0);
    }

    @Test
    void theExpectedNumberDividesAndNotTheTrueOne() {
        Fold fold = rule(100, 0, false).open(new Round(zeros(1), List.of(0, 1), 8, 0.5, 0));
        fold.add(upload(Weights.fill(layout(1), i -> 8)));
        assertEquals(2, fold.close().global().at(0), 1e-6);
    }

    @Test
    void theBoundFollowsTheShareOfChangesWithinIt() {
        PrivateAverage adaptive = rule(1, 0, true);
        PrivateAverage silent = new PrivateAverage(1, 0, true, 0.5, 0.2, 0, 1e-5, Accountant.Conversion.CLASSIC, 0);
        Fold fold = silent.open(new Round(zeros(1), List.of(), 10, 1, 0));
        for (int k = 0; k < 10; k++) {
            double size = k < 8 ? 0.5 : 3;
            fold.add(upload(Weights.fill(layout(1), i -> size)));
        }
        ServerState next = fold.close();
        assertEquals(
                0.941765, next.memory().get(PrivateAverage.BOUND).orElseThrow().at(0), 1e-6);
        assertEquals(0, adaptive.deviation());
        assertEquals(2 / Math.sqrt(3), rule(1, 1, true).deviation(), 1e-12);
    }

    @Test
    void epsilonGrowsWithRoundsAndRateAndFallsWithNoise() {
        double base = epsilon(0.1, 1, 100);
        assertTrue(epsilon(0.1, 1, 101) > base);
        assertTrue(epsilon(0.11, 1, 100) > base);
        assertTrue(epsilon(0.1, 1.1, 100) < base);
        assertEquals(Double.POSITIVE_INFINITY, epsilon(0.1, 0, 1));
    }

    private static double epsilon(double rate, double noise, int rounds) {
        return Accountant.fresh()
                .plus(rate, noise, rounds)
                .epsilon(1e-5, Accountant.Conversion.CLASSIC)
                .epsilon();
    }

    @Test
    void roundsThatArePlayedCostWhatTheyCostTogether() {
        PrivateAverage rule = rule(1, 4, false);
        ServerState state = zeros(1);
        for (int round = 0; round < 200; round++) {
            Fold fold = rule.open(new Round(state, List.of(), 100, 0.01, 0));
            state = fold.close();
            if (round == 199) {
                assertEquals(epsilon(0.01, 4, 200), fold.figures().get("epsilon"), 1e-9);
            }
        }
        assertEquals(zeros(1).global(), state.global(), "nobody came, nothing changed");
    }

    @ParameterizedTest
    @CsvSource({"0, 5, false, 1, privacy.budgetWithoutNoise", "2, 0, true, 1, privacy.countTooClear"})
    void promisesThatCannotBeKeptAreRefused(
            double noise, double budget, boolean adaptive, double countNoise, String reason) {
        Problem problem = assertThrows(
                Problem.class,
                () -> new PrivateAverage(
                        1, noise, adaptive, 0.5, 0.2, countNoise, 1e-5, Accountant.Conversion.TIGHT, budget));
        assertEquals(reason, problem.reason().key());
    }
}
