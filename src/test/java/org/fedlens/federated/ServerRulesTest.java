package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules with a memory, worked out by hand on one learned number and one running statistic. */
class ServerRulesTest {
    private static final Layout LAYOUT = new Layout(List.of(
            new Slot("w", Part.BACKBONE, Kind.TRAINED, List.of(1)),
            new Slot("mean", Part.BACKBONE, Kind.RUNNING, List.of(1))));
    private static final Layout LEARNED = LAYOUT.only(Slot::learned);

    private static Weights numbers(double learned, double statistic) {
        return Weights.fill(LAYOUT, i -> i == 0 ? learned : statistic);
    }

    private static Weights one(double value) {
        return Weights.fill(LEARNED, i -> value);
    }

    private static ClientUpdate update(int samples, double learned, double statistic) {
        return new ClientUpdate(0, samples, 1, 1, numbers(learned, statistic), Memory.NONE);
    }

    private static ServerState round(Aggregator rule, ServerState now, int population, ClientUpdate... updates) {
        Fold fold = rule.open(
                Round.of(now, IntStream.range(0, updates.length).boxed().toList(), population));
        List.of(updates).forEach(fold::add);
        return fold.close();
    }

    private static ServerState start(double learned) {
        return new ServerState(0, numbers(learned, 0), Memory.NONE);
    }

    private static double kept(ServerState state, String name) {
        return state.memory().get(name).orElseThrow().at(0);
    }

    @Test
    void theHistoryOfFedDynTakesTheShareOfAllClientsThatCame() {
        DynamicAverage rule = new DynamicAverage(0.5);
        // Two of eight came, with changes 3 and 5: h = -0.5 * 2 / 8 * 4, w = mean - h / 0.5.
        ServerState first = round(rule, start(1), 8, update(10, 4, 6), update(90, 6, 2));
        assertEquals(-0.5, kept(first, DynamicAverage.HISTORY), 1e-6);
        assertEquals(5 + 1, first.global().at(0), 1e-6);
        assertEquals(4, first.global().at(1), 1e-6);
        // Then one of eight, with change -2: the history goes on.
        ServerState second = round(rule, first, 8, update(10, 4, 6));
        assertEquals(-0.5 + 0.5 / 8 * 2, kept(second, DynamicAverage.HISTORY), 1e-6);
        assertEquals(4 + 2 * 0.375, second.global().at(0), 1e-6);
    }

    @Test
    void theControlOfScaffoldMovesByTheSumOverAllClients() {
        ControlledAverage rule = new ControlledAverage(0.5);
        Memory two = Memory.NONE.with(ControlledAverage.CONTROL, one(2));
        Memory four = Memory.NONE.with(ControlledAverage.CONTROL, one(4));
        ClientUpdate a = new ClientUpdate(0, 10, 1, 1, numbers(4, 6), two);
        ClientUpdate b = new ClientUpdate(1, 90, 1, 1, numbers(6, 2), four);
        ServerState first = round(rule, start(1), 8, a, b);
        assertEquals(6 / 8.0, kept(first, ControlledAverage.CONTROL), 1e-6);
        assertEquals(1 + 0.5 * 4, first.global().at(0), 1e-6);
        assertEquals(4, first.global().at(1), 1e-6);
        ServerState second = round(rule, first, 8, a);
        assertEquals(8 / 8.0, kept(second, ControlledAverage.CONTROL), 1e-6);
        // Who sends no change of its control leaves the server's alone.
        ServerState third = round(rule, second, 8, update(10, 3, 0));
        assertEquals(1, kept(third, ControlledAverage.CONTROL), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"false, 4, 7.6", "true, .4, 0.76"})
    void momentumRollsOn(boolean damped, double velocity, double next) {
        ServerMomentum rule = new ServerMomentum(0.5, 0.9, damped);
        // Mean change 3 * 0.75 + 7 * 0.25 = 4, then 4 again.
        ServerState first = round(rule, start(1), 8, update(30, 4, 4), update(10, 8, 0));
        assertEquals(velocity, kept(first, ServerMomentum.VELOCITY), 1e-6);
        assertEquals(1 + 0.5 * velocity, first.global().at(0), 1e-6);
        assertEquals(3, first.global().at(1), 1e-6);
        double now = first.global().at(0);
        ServerState second = round(rule, first, 8, update(7, now + 4, 0));
        assertEquals(next, kept(second, ServerMomentum.VELOCITY), 1e-5);
        assertEquals(now + 0.5 * next, second.global().at(0), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"ADAGRAD, 16.25, 17.25", "ADAM, 3.4, 2.92", "YOGI, 3.45, 3.25"})
    void adaptiveRulesDivideByTheRootOfTheSquare(ServerAdaptive.Rule rule, double square, double next) {
        ServerAdaptive adaptive = new ServerAdaptive(rule, 0.5, 0.75, 0.8, 0.5);
        ServerState first = round(adaptive, start(1), 8, update(30, 4, 4), update(10, 8, 0));
        // The mean change is 4: m = 0.25 * 4, and v starts at eps^2.
        assertEquals(1, kept(first, ServerAdaptive.MEAN), 1e-6);
        assertEquals(square, kept(first, ServerAdaptive.SQUARE), 1e-5);
        double now = 1 + 0.5 * 1 / (Math.sqrt(square) + 0.5);
        assertEquals(now, first.global().at(0), 1e-6);
        assertEquals(3, first.global().at(1), 1e-6);
        // Then 1: m = 0.75 * 1 + 0.25 * 1.
        ServerState second = round(adaptive, first, 8, update(7, first.global().at(0) + 1, 0));
        assertEquals(1, kept(second, ServerAdaptive.MEAN), 1e-6);
        assertEquals(next, kept(second, ServerAdaptive.SQUARE), 1e-5);
        // Then 9: m = 0.75 * 1 + 0.25 * 9.
        now = second.global().at(0);
        ServerState third = round(adaptive, second, 8, update(7, now + 9, 0));
        double root = Math.sqrt(kept(third, ServerAdaptive.SQUARE));
        assertEquals(now + 0.5 * 3 / (root + 0.5), third.global().at(0), 1e-5);
    }

    static List<Aggregator> rules() {
        return List.of(
                new DynamicAverage(0.5),
                new ControlledAverage(0.5),
                new ServerMomentum(0.5, 0.9, false),
                new ServerAdaptive(ServerAdaptive.Rule.ADAM, 0.5, 0.75, 0.8, 0.5),
                new Latest());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whereNobodyCameNothingChangesAndTheRoundCounts(Aggregator rule) {
        ServerState before = start(1);
        ServerState after = round(rule, before, 8);
        assertSame(before.global(), after.global());
        assertEquals(before.memory(), after.memory());
        assertEquals(1, after.round());
        assertEquals(1, rule.atLeast());
    }

    @Test
    void rulesThatNeedNothingButTheMeanSaySo() {
        assertEquals(Optional.of(Weighting.SAMPLES), new ServerMomentum(1, 0, false).mean());
        assertEquals(Optional.of(Weighting.SAMPLES), new ServerAdaptive(ServerAdaptive.Rule.YOGI, 1, 0, 0, 1).mean());
        assertEquals(Optional.empty(), new DynamicAverage(1).mean());
        assertEquals(Optional.empty(), new ControlledAverage(1).mean());
    }

    @Test
    void theLastUploadReplacesTheModel() {
        ServerState after = round(new Latest(), start(1), 8, update(30, 4, 4), update(10, 8, 2));
        assertEquals(numbers(8, 2), after.global());
    }
}
