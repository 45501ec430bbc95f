package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

/**
 * Federations of one number, without any engine. Client k minimises {@code F_k(w) = a_k / 2 (w - c_k)^2}; E gradient
 * steps of size h take it from w to {@code c_k + (1 - h a_k)^E (w - c_k)}, so the fixed point of the rounds is known in
 * closed form.
 */
class ToyFederationTest {
    private static final Layout ONE = new Layout(List.of(new Slot("w", Part.BACKBONE, Kind.TRAINED, List.of(1))));
    private static final WeightedMean FED_AVG = new WeightedMean(Weighting.SAMPLES, Statistics.PLAIN);

    private record Toy(double curvature, double centre, int samples) {
        ClientUpdate visit(int client, Weights from, int steps, double rate) {
            double w = from.at(0);
            for (int step = 0; step < steps; step++) {
                w -= rate * curvature * (w - centre);
            }
            return new ClientUpdate(client, samples, steps, steps, number(w), Memory.NONE);
        }
    }

    private static Weights number(double value) {
        return Weights.fill(ONE, i -> value);
    }

    private static ServerState start(double value) {
        return new ServerState(0, number(value), Memory.NONE);
    }

    private static ServerState round(Aggregator aggregator, ServerState now, List<ClientUpdate> updates) {
        Fold fold = aggregator.open(
                Round.of(now, IntStream.range(0, updates.size()).boxed().toList(), updates.size()));
        updates.forEach(fold::add);
        return fold.close();
    }

    private static ServerState play(List<Toy> toys, ServerState from, int rounds, int steps, double rate) {
        ServerState state = from;
        for (int round = 0; round < rounds; round++) {
            ServerState now = state;
            state = round(
                    FED_AVG,
                    now,
                    IntStream.range(0, toys.size())
                            .mapToObj(k -> toys.get(k).visit(k, now.global(), steps, rate))
                            .toList());
        }
        return state;
    }

    @Test
    void twoAndSixWithTwentyFiveAndSeventyFiveImagesGiveFive() {
        List<ClientUpdate> updates = List.of(
                new ClientUpdate(0, 25, 1, 1, number(2), Memory.NONE),
                new ClientUpdate(1, 75, 1, 1, number(6), Memory.NONE));
        assertEquals(5, round(FED_AVG, start(0), updates).global().at(0));
        assertEquals(
                4,
                round(new WeightedMean(Weighting.EQUAL, Statistics.PLAIN), start(0), updates)
                        .global()
                        .at(0));
    }

    @Test
    void oneLocalStepIsOneStepOnTheMeanObjective() {
        List<Toy> toys = List.of(new Toy(1, 1, 30), new Toy(3, 5, 10));
        double gradient = 0.75 * 1 * (2 - 1) + 0.25 * 3 * (2 - 5);
        assertEquals(
                2 - 0.1 * gradient, play(toys, start(2), 1, 1, 0.1).global().at(0), 1e-6);
    }

    @Test
    void manyRoundsEndAtTheFixedPointKnownInClosedForm() {
        List<Toy> toys = List.of(new Toy(1, 1, 30), new Toy(3, 5, 10), new Toy(0.5, -2, 60));
        int steps = 4;
        double rate = 0.2;
        double above = 0;
        double below = 0;
        for (Toy toy : toys) {
            double moved = 1 - Math.pow(1 - rate * toy.curvature, steps);
            above += toy.samples * moved * toy.centre;
            below += toy.samples * moved;
        }
        assertEquals(
                above / below, play(toys, start(10), 300, steps, rate).global().at(0), 1e-5);
    }

    @Test
    void oneClientAloneIsOrdinaryTraining() {
        Toy toy = new Toy(2, 3, 7);
        Weights alone =
                toy.visit(0, toy.visit(0, number(1), 5, 0.1).weights(), 5, 0.1).weights();
        assertEquals(alone, play(List.of(toy), start(1), 2, 5, 0.1).global());
    }

    @Test
    void theMeanLiesBetweenTheUploadsAndTheirOrderDoesNotMatter() {
        List<ClientUpdate> updates = IntStream.range(0, 9)
                .mapToObj(k -> new ClientUpdate(k, 3 + k * k, 1, 1, number(Math.sin(k)), Memory.NONE))
                .toList();
        List<ClientUpdate> backwards = new ArrayList<>(updates);
        Collections.reverse(backwards);
        float mean = round(FED_AVG, start(0), updates).global().at(0);
        assertTrue(mean >= -1 && mean <= 1);
        assertEquals(mean, round(FED_AVG, start(0), backwards).global().at(0), 1e-6);
    }

    @Test
    void aRoundWithoutArrivalsKeepsTheWeightsAndStillCounts() {
        ServerState before = start(4);
        ServerState after = round(FED_AVG, before, List.of());
        assertSame(before.global(), after.global());
        assertEquals(1, after.round());
    }

    @Test
    void pooledVarianceRemembersThatMeansDiffer() {
        Layout bn = new Layout(List.of(
                new Slot("bn.running_mean", Part.BACKBONE, Kind.RUNNING, List.of(1)),
                new Slot("bn.running_var", Part.BACKBONE, Kind.RUNNING, List.of(1))));
        List<ClientUpdate> updates = List.of(
                new ClientUpdate(0, 1, 1, 1, Weights.of(bn, new float[] {0, 1}), Memory.NONE),
                new ClientUpdate(1, 1, 1, 1, Weights.of(bn, new float[] {2, 1}), Memory.NONE));
        ServerState now = new ServerState(0, Weights.fill(bn, i -> 0), Memory.NONE);
        assertEquals(1, round(FED_AVG, now, updates).global().at(1));
        Weights pooled = round(new WeightedMean(Weighting.SAMPLES, Statistics.POOLED), now, updates)
                .global();
        assertEquals(1, pooled.at(0));
        assertEquals(2, pooled.at(1));
    }

    @Test
    void slotsThatDidNotTravelKeepTheServersValues() {
        Layout two = new Layout(List.of(
                new Slot("w", Part.BACKBONE, Kind.TRAINED, List.of(1)),
                new Slot("v", Part.HEAD, Kind.TRAINED, List.of(1))));
        ServerState now = new ServerState(0, Weights.of(two, new float[] {1, 8}), Memory.NONE);
        Weights merged = round(FED_AVG, now, List.of(new ClientUpdate(0, 1, 1, 1, number(3), Memory.NONE)))
                .global();
        assertEquals(3, merged.at(0));
        assertEquals(8, merged.at(1));
    }

    @Test
    void whoLearnsAloneStartsFromItsOwnModel() {
        ClientState fresh = ClientState.fresh(3);
        ClientState visited = new ClientState(3, 5, Optional.of(number(7)), Memory.NONE);
        Personalization keep = new Personalization.Keep();
        assertEquals(
                2, keep.start(new Broadcast(2, number(2), Memory.NONE), fresh).at(0));
        assertEquals(
                7, keep.start(new Broadcast(2, number(2), Memory.NONE), visited).at(0));
        assertEquals(
                2,
                new Personalization.Replace()
                        .start(new Broadcast(2, number(2), Memory.NONE), visited)
                        .at(0));
    }
}
