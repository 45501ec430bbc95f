package org.fedlens.federated.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.AggregationStages;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.RoundStage;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;
import org.fedlens.federated.secure.FixedPoint;
import org.fedlens.federated.secure.Ring;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Uploads that the server cannot read: what their sum gives the rule, and what that costs. */
class HiddenSumTest {
    private static final WeightLayout LAYOUT = new WeightLayout(List.of(
            new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(2)),
            new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(1)),
            new Slot("head", NetworkPart.HEAD, SlotKind.TRAINED, List.of(1))));
    private static final ServerState BEFORE =
            new ServerState(2, Weights.of(LAYOUT, new float[] {1, 2, 3, 4}), MethodMemory.NONE);

    static List<SecureAggregation> hiding() {
        return List.of(new SecureAggregation.Masks(2, 4096, 40, 0.6), new SecureAggregation.Shares(2, 4096, 40));
    }

    /** A rule that writes down what it is given. */
    private static final class Seen implements Aggregation {
        private final List<ClientUpdate> updates = new ArrayList<>();

        @Override
        public void add(ClientUpdate update) {
            updates.add(update);
        }

        @Override
        public ServerState close() {
            return BEFORE;
        }

        @Override
        public Map<String, Double> figures() {
            return Map.of("own", 5.0);
        }
    }

    private static ClientUpdate update(int client, int samples, double w, double v, double mean) {
        Weights travels = Weights.of(
                LAYOUT.only(slot -> slot.part() == NetworkPart.BACKBONE),
                new float[] {(float) w, (float) v, (float) mean});
        return new ClientUpdate(client, samples, 6, 2.5, travels, MethodMemory.NONE);
    }

    private static RoundContext round(Integer... cohort) {
        return new RoundContext(BEFORE, List.of(cohort), 9, 0.3, 11);
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void theRuleIsGivenTheWeightedMeanAndNothingElse(SecureAggregation secrecy) throws InterruptedException {
        Seen seen = new Seen();
        AggregationStages fold = new AggregationStages(List.of(secrecy.stage(round(4, 7), Weighting.SAMPLES)), seen);
        fold.arrive(update(4, 30, 1.5, 2, 3));
        fold.arrive(update(7, 10, 0.5, 1, 4));
        assertSame(BEFORE, fold.close());
        assertEquals(1, seen.updates.size());
        ClientUpdate mean = seen.updates.get(0);
        assertEquals(40, mean.samples());
        assertEquals(6, mean.steps());
        assertEquals(2.5, mean.normalizer());
        assertEquals(1 + 0.75 * 0.5 - 0.25 * 0.5, mean.weights().at(0), 1e-6);
        assertEquals(2 - 0.25, mean.weights().at(1), 1e-6);
        assertEquals(3.25, mean.weights().at(2), 1e-6);
        assertEquals(Map.of("own", 5.0, "unmasked", 2.0, "cut-numbers", 0.0), fold.figures());
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void whatLiesOutsideTheRangeIsCutAndCounted(SecureAggregation secrecy) throws InterruptedException {
        Seen seen = new Seen();
        AggregationStages fold = new AggregationStages(List.of(secrecy.stage(round(4, 7), Weighting.EQUAL)), seen);
        fold.arrive(update(4, 30, 9, 2 - 7, 3));
        fold.arrive(update(7, 10, 1, 2, 3 + 2));
        fold.close();
        assertEquals(1 + 2 / 2.0, seen.updates.get(0).weights().at(0), 1e-6);
        assertEquals(2 - 2 / 2.0, seen.updates.get(0).weights().at(1), 1e-6);
        assertEquals(2.0, fold.figures().get("cut-numbers"));
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void tooFewSurvivorsGiveTheRuleNothing(SecureAggregation secrecy) throws InterruptedException {
        Seen seen = new Seen();
        AggregationStages fold = new AggregationStages(List.of(secrecy.stage(round(1, 4, 7), Weighting.SAMPLES)), seen);
        fold.arrive(update(4, 30, 1.5, 2, 3));
        fold.close();
        assertEquals(List.of(), seen.updates);
        assertEquals(Map.of("own", 5.0, "unmasked", 0.0, "cut-numbers", 0.0), fold.figures());
    }

    private static Map<Integer, long[]> two() {
        return Map.of(4, new long[] {5, -1}, 7, new long[] {8, 3});
    }

    @Test
    void masksNeedAShareOfTheCohortAndAtLeastTwo() {
        SecureAggregation masks = new SecureAggregation.Masks(1, 4096, 32, 0.6);
        Ring ring = masks.numbers().ring();
        Map<Integer, long[]> sent = Map.of(4, new long[] {5, ring.of(-1)}, 7, new long[] {8, ring.of(-3)});
        // Two of three are 0.67; two of four are 0.5.
        assertArrayEquals(
                new long[] {13, ring.of(-4)}, masks.sum(sent, round(1, 4, 7)).orElseThrow());
        assertEquals(Optional.empty(), masks.sum(sent, round(1, 2, 4, 7)));
        SecureAggregation low = new SecureAggregation.Masks(1, 4096, 32, 0.01);
        assertEquals(Optional.empty(), low.sum(Map.of(4, new long[1]), round(4, 7)));
        assertTrue(low.sum(sent, round(1, 2, 4, 7)).isPresent());
    }

    @Test
    void sharesNeedEverybody() {
        SecureAggregation shares = new SecureAggregation.Shares(1, 4096, 32);
        Ring ring = shares.numbers().ring();
        Map<Integer, long[]> sent = Map.of(4, new long[] {5, ring.of(-1)}, 7, new long[] {8, ring.of(-3)});
        assertArrayEquals(
                new long[] {13, ring.of(-4)}, shares.sum(sent, round(4, 7)).orElseThrow());
        assertEquals(Optional.empty(), shares.sum(sent, round(1, 4, 7)));
    }

    @Test
    void hidingCostsBytes() {
        // Twenty-four bits are three bytes; keys and shares go up and down.
        assertEquals(3 * 100 + 2 * (32 + 2 * 5 * 66), new SecureAggregation.Masks(1, 1, 24, 0.6).bytes(100, 5), 0);
        assertEquals(4 * 100 * 5, new SecureAggregation.Shares(1, 1, 32).bytes(100, 5));
        assertEquals(4 * 100, new SecureAggregation.None().bytes(100, 5));
    }

    @Test
    void withoutSecrecyNothingStandsBetween() {
        Seen seen = new Seen();
        SecureAggregation none = new SecureAggregation.None();
        assertSame(RoundStage.NONE, none.stage(round(4), Weighting.SAMPLES));
        assertTrue(none.idle());
        assertFalse(new SecureAggregation.Shares(1, 1, 32).idle());
        assertNotEquals(RoundStage.NONE, new SecureAggregation.Shares(1, 1, 32).stage(round(4), Weighting.SAMPLES));
        assertEquals(Optional.empty(), none.sum(two(), round(4, 7)));
        assertEquals(new FixedPoint(new Ring(62), 1, 1), none.numbers());
        assertEquals(new FixedPoint(new Ring(24), 2, 3), new SecureAggregation.Masks(2, 3, 24, 0.6).numbers());
        assertEquals(new FixedPoint(new Ring(24), 2, 3), new SecureAggregation.Shares(2, 3, 24).numbers());
    }
}
