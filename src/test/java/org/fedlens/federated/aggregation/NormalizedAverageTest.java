package org.fedlens.federated.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

/**
 * FedNova on one number, worked out by hand: from 1, client A of 10 images goes to 4 in 2 steps of reach 3, client B of
 * 30 images to -9 in 4 steps of reach 5. Directions are -1 and 2, their mean by images 1.25.
 */
class NormalizedAverageTest {
    private static final WeightLayout LAYOUT = new WeightLayout(List.of(
            new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1)),
            new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(1))));
    private static final ServerState BEFORE = new ServerState(0, numbers(1, 5), MethodMemory.NONE);
    private static final ClientUpdate A = new ClientUpdate(0, 10, 2, 3, numbers(4, 8), MethodMemory.NONE);
    private static final ClientUpdate B = new ClientUpdate(1, 30, 4, 5, numbers(-9, 4), MethodMemory.NONE);
    /** Cut off before its first step: it sends what it got, and its reach is 0. */
    private static final ClientUpdate IDLE = new ClientUpdate(2, 1000, 0, 0, numbers(1, 100), MethodMemory.NONE);

    private static Weights numbers(double learned, double statistic) {
        return Weights.fill(LAYOUT, i -> i == 0 ? learned : statistic);
    }

    private static Weights merged(NormalizedAverage.Effective effective, ClientUpdate... updates) {
        Aggregation fold = new NormalizedAverage(effective).open(RoundContext.of(BEFORE, List.of(0, 1, 2), 3));
        List.of(updates).forEach(fold::add);
        ServerState after = fold.close();
        assertEquals(1, after.round());
        return after.global();
    }

    @Test
    void theMeanDirectionIsScaledByTheMeanReach() {
        // A quarter of 3 and three quarters of 5.
        assertEquals(
                1 - 4.5 * 1.25,
                merged(NormalizedAverage.Effective.NORMALIZER, A, B).at(0),
                1e-6);
    }

    @Test
    void orByTheMeanNumberOfSteps() {
        assertEquals(
                1 - 3.5 * 1.25, merged(NormalizedAverage.Effective.STEPS, A, B).at(0), 1e-6);
    }

    @Test
    void runningStatisticsAreAveragedAsTheyAre() {
        assertEquals(
                0.25 * 8 + 0.75 * 4,
                merged(NormalizedAverage.Effective.STEPS, A, B).at(1),
                1e-6);
    }

    @Test
    void aClientThatMadeNoStepCountsNothing() {
        for (NormalizedAverage.Effective effective : NormalizedAverage.Effective.values()) {
            Weights without = merged(effective, A, B);
            assertEquals(without, merged(effective, A, IDLE, B));
            assertTrue(merged(effective, IDLE, A).finite());
        }
    }

    @Test
    void whereNobodyMadeAStepNothingChanges() {
        assertSame(BEFORE.global(), merged(NormalizedAverage.Effective.NORMALIZER, IDLE));
        assertSame(BEFORE.global(), merged(NormalizedAverage.Effective.NORMALIZER));
    }
}
