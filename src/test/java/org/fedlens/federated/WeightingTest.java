package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.fedlens.federated.aggregation.WeightedMean;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an update counts in an average, fresh and stale. */
class WeightingTest {
    private static final WeightLayout ONE =
            new WeightLayout(List.of(new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1))));

    private static Weights number(double value) {
        return Weights.fill(ONE, i -> value);
    }

    /** An update of so many images whose outputs turned by a quarter. */
    private static ClientUpdate update(int client, int samples, double value) {
        MethodMemory told = MethodMemory.NONE.with(Weighting.TURN, 0.25);
        return new ClientUpdate(client, samples, 3, 3, number(value), told);
    }

    @Test
    void freshUpdatesCountByTheirImagesAllAlikeOrByTheirTurn() {
        ClientUpdate update = update(0, 40, 1);
        assertEquals(40, Weighting.SAMPLES.of(update));
        assertEquals(1, Weighting.EQUAL.of(update));
        assertEquals(0.25, Weighting.CHANGE.of(update));
    }

    @ParameterizedTest
    @EnumSource(Weighting.class)
    void aStaleUpdateCountsLessWhateverTheWeighting(Weighting weighting) {
        ClientUpdate update = update(0, 40, 1);
        assertEquals(0.5 * weighting.of(update), weighting.of(update.counting(0.5)), 1e-12);
        assertEquals(0, weighting.of(update.counting(0)));
        // Other weights do not make it fresh again.
        assertEquals(
                weighting.of(update.counting(0.5)),
                weighting.of(update.counting(0.5).with(number(9))));
    }

    @ParameterizedTest
    @EnumSource(Weighting.class)
    void theMeanFollowsTheDiscount(Weighting weighting) {
        ServerState before = new ServerState(0, number(0), MethodMemory.NONE);
        Aggregation fold =
                new WeightedMean(weighting, Statistics.PLAIN).open(RoundContext.of(before, List.of(0, 1), 2));
        fold.add(update(0, 10, 6));
        fold.add(update(1, 10, 0).counting(0.5));
        // 1 and a half: two thirds of 6.
        assertEquals(4, fold.close().global().at(0), 1e-6);
    }

    @Test
    void onlyTheTurnNeedsAnotherWeightingToFallBackOn() {
        assertEquals(Optional.of(Weighting.SAMPLES), Weighting.CHANGE.otherwise());
        assertTrue(Weighting.SAMPLES.otherwise().isEmpty());
        assertTrue(Weighting.EQUAL.otherwise().isEmpty());
        assertEquals(0, Weighting.CHANGE.of(new ClientUpdate(0, 5, 1, 1, number(1), MethodMemory.NONE)));
    }

    @Test
    void aRuleThatIsAPlainMeanSaysSo() {
        for (Weighting weighting : Weighting.values()) {
            for (Statistics statistics : Statistics.values()) {
                WeightedMean rule = new WeightedMean(weighting, statistics);
                boolean plain = weighting != Weighting.CHANGE && statistics == Statistics.PLAIN;
                assertEquals(plain ? Optional.of(weighting) : Optional.empty(), rule.mean());
                assertEquals(weighting == Weighting.CHANGE, rule.asksTurns());
            }
        }
    }
}
