package org.fedlens.federated.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

/** Aggregations decided by durations alone, on clients that take as many seconds as the test says. */
class AggregationScheduleTest {
    private static final WeightLayout ONE =
            new WeightLayout(List.of(new Slot("w", NetworkPart.HEAD, SlotKind.TRAINED, List.of(1))));

    private static Weights number(double value) {
        return Weights.fill(ONE, i -> value);
    }

    private static ClientUpdate update(double value) {
        return new ClientUpdate(0, 10, 1, 1, number(value), MethodMemory.NONE);
    }

    /** Clients 0, 1, 2 ... take these seconds for ten steps; those named never send anything. */
    private record Clients(double[] seconds, Set<Integer> lost) implements ClientPool {
        Clients(double... seconds) {
            this(seconds, Set.of());
        }

        @Override
        public List<Integer> draw(Set<Integer> busy, int count) {
            return IntStream.range(0, seconds.length)
                    .filter(client -> !busy.contains(client))
                    .limit(count)
                    .boxed()
                    .toList();
        }

        @Override
        public ClientTiming trip(int client) {
            return new ClientTiming(0, seconds[client] / 10, 0, 10, lost.contains(client));
        }
    }

    private static List<Integer> clients(List<InFlightUpdate> flights) {
        return flights.stream().map(InFlightUpdate::client).toList();
    }

    private static List<AggregationWindow> play(AggregationSchedule pacing, int rounds, int count, ClientPool world)
            throws InterruptedException {
        List<AggregationWindow> windows = new ArrayList<>();
        double now = 0;
        List<InFlightUpdate> flying = List.of();
        for (int round = 1; round <= rounds; round++) {
            AggregationWindow window = pacing.next(round, now, flying, count, world);
            windows.add(window);
            now = window.closed();
            flying = window.flying();
        }
        return windows;
    }

    @Test
    void stalenessCountsAsTheSpecificationSays() {
        AggregationSchedule.FedAsync polynomial = new AggregationSchedule.FedAsync(0.6, Staleness.POLYNOMIAL, 0.5, 4);
        assertEquals(0.6, polynomial.share(0), 1e-12);
        assertEquals(0.424264, polynomial.share(1), 1e-6);
        assertEquals(0.3, polynomial.share(3), 1e-12);
        assertEquals(1, Staleness.HINGE.of(4, 10, 4));
        assertEquals(0.0909091, Staleness.HINGE.of(5, 10, 4), 1e-6);
        assertEquals(0.047619, Staleness.HINGE.of(6, 10, 4), 1e-6);
        assertEquals(1, Staleness.CONSTANT.of(9, 10, 4));
    }

    @Test
    void fedAsyncMixesAndCanReplace() {
        AggregationSchedule.FedAsync half = new AggregationSchedule.FedAsync(0.6, Staleness.POLYNOMIAL, 0.5, 4);
        assertEquals(
                1.6, half.upToDate(update(3), number(0), number(1), 3).weights().at(0), 1e-6);
        AggregationSchedule.FedAsync all = new AggregationSchedule.FedAsync(1, Staleness.POLYNOMIAL, 0.5, 4);
        assertEquals(number(3), all.upToDate(update(3), number(0), number(1), 0).weights());
    }

    @Test
    void fedBuffAddsStaleChangesForLess() {
        AggregationSchedule.FedBuff buffer = new AggregationSchedule.FedBuff(2, 0.5);
        double fresh =
                buffer.upToDate(update(1.4), number(1), number(1), 0).weights().at(0);
        double stale =
                buffer.upToDate(update(5.2), number(5), number(1), 3).weights().at(0);
        assertEquals(1.25, (fresh + stale) / 2, 1e-6);
    }

    @Test
    void semiSynchronousUpdatesCountLessWhenStale() {
        AggregationSchedule.SemiSynchronous pacing = new AggregationSchedule.SemiSynchronous(2, 0, 3, 1);
        assertEquals(0.25, pacing.upToDate(update(1), number(0), number(0), 3).counting());
        assertEquals(1, pacing.upToDate(update(1), number(0), number(0), 0).counting());
    }

    @Test
    void aRoundWaitsForTheSlowest() throws Exception {
        AggregationWindow window = play(new AggregationSchedule.Synchronous(1, 0, false), 1, 3, new Clients(4, 9, 2))
                .get(0);
        assertEquals(List.of(0, 1, 2), clients(window.arrived()));
        assertEquals(9, window.closed());
    }

    @Test
    void withOverSelectionTheFirstToArriveCount() throws Exception {
        AggregationWindow window = play(new AggregationSchedule.Synchronous(1.5, 0, false), 1, 2, new Clients(4, 9, 2))
                .get(0);
        assertEquals(List.of(0, 2), clients(window.arrived()));
        assertEquals(List.of(1), clients(window.missed()));
        assertEquals(4, window.closed());
        assertEquals(3, window.sent());
    }

    @Test
    void aDeadlineDropsWhoIsLateOrCutsItShort() throws Exception {
        AggregationWindow dropped = play(new AggregationSchedule.Synchronous(1, 5, false), 1, 3, new Clients(4, 9, 2))
                .get(0);
        assertEquals(List.of(0, 2), clients(dropped.arrived()));
        assertEquals(5, dropped.closed());
        AggregationWindow cut = play(new AggregationSchedule.Synchronous(1, 5, true), 1, 3, new Clients(4, 9, 60))
                .get(0);
        assertEquals(List.of(0, 1), clients(cut.arrived()));
        assertEquals(5, cut.arrived().get(1).steps(), "five of ten steps in five of nine seconds");
        assertEquals(List.of(2), clients(cut.missed()));
        AggregationWindow early = play(new AggregationSchedule.Synchronous(1, 5, true), 1, 2, new Clients(4, 3))
                .get(0);
        assertEquals(4, early.closed(), "nobody waits for a deadline when all are there");
    }

    @Test
    void whenEverybodyIsLostTheRoundIsEmptyAndTimeGoesOn() throws Exception {
        for (AggregationSchedule pacing : List.of(
                new AggregationSchedule.Synchronous(1, 0, false),
                new AggregationSchedule.SemiSynchronous(2, 0, 0, 1),
                new AggregationSchedule.FedBuff(2, 0.5),
                new AggregationSchedule.FedAsync(0.6, Staleness.CONSTANT, 0, 0))) {
            List<AggregationWindow> windows = play(pacing, 3, 2, new Clients(new double[] {4, 9, 2}, Set.of(0, 1, 2)));
            for (AggregationWindow window : windows) {
                assertEquals(List.of(), window.arrived(), pacing.toString());
                assertTrue(window.closed() > window.begun(), pacing.toString());
            }
        }
    }

    @Test
    void fedBuffLetsTheFastGoOnWhileTheSlowFly() throws Exception {
        List<AggregationWindow> windows = play(new AggregationSchedule.FedBuff(2, 0.5), 3, 3, new Clients(10, 1, 2));
        assertEquals(List.of(1, 2), clients(windows.get(0).arrived()));
        assertEquals(2, windows.get(0).closed());
        assertEquals(List.of(1, 2), clients(windows.get(1).arrived()));
        assertEquals(4, windows.get(1).closed());
        Map<Integer, Integer> stale = new TreeMap<>();
        List<AggregationWindow> more = play(new AggregationSchedule.FedBuff(2, 0.5), 8, 3, new Clients(10, 1, 2));
        for (int round = 1; round <= more.size(); round++) {
            for (InFlightUpdate flight : more.get(round - 1).arrived()) {
                stale.merge(flight.client(), round - flight.round(), Math::max);
            }
        }
        assertEquals(4, stale.get(0), "client 0 was sent out in round 1 and arrives in round 5");
        assertEquals(0, stale.get(1));
    }

    @Test
    void withEqualSpeedsAndAFullBufferFedBuffIsARound() throws Exception {
        Clients equal = new Clients(3, 3, 3, 3);
        List<AggregationWindow> buffered = play(new AggregationSchedule.FedBuff(4, 0.5), 5, 4, equal);
        List<AggregationWindow> rounds = play(new AggregationSchedule.Synchronous(1, 0, false), 5, 4, equal);
        assertEquals(rounds, buffered);
    }

    @Test
    void semiSynchronousAggregatesAtItsGoalAndThrowsAwayWhatIsTooStale() throws Exception {
        Clients clients = new Clients(5, 1, 2);
        List<AggregationWindow> strict = play(new AggregationSchedule.SemiSynchronous(2, 0, 0, 1), 3, 3, clients);
        assertEquals(List.of(1, 2), clients(strict.get(0).arrived()));
        assertEquals(2, strict.get(0).closed());
        assertEquals(4, strict.get(1).closed());
        assertEquals(List.of(0), clients(strict.get(2).missed()), "it was sent out for round 1");
        List<AggregationWindow> mild = play(new AggregationSchedule.SemiSynchronous(2, 0, 2, 1), 3, 3, clients);
        assertEquals(List.of(0, 1), clients(mild.get(2).arrived()));
        AggregationWindow impatient = play(new AggregationSchedule.SemiSynchronous(3, 1.5, 0, 1), 1, 3, clients)
                .get(0);
        assertEquals(List.of(1), clients(impatient.arrived()));
        assertEquals(1.5, impatient.closed());
    }

    @Test
    void theClockNeverRunsBackwards() throws Exception {
        for (AggregationSchedule pacing : List.of(
                new AggregationSchedule.Synchronous(1.3, 6, true),
                new AggregationSchedule.SemiSynchronous(2, 3, 1, 1),
                new AggregationSchedule.FedBuff(3, 0.5),
                new AggregationSchedule.FedAsync(0.6, Staleness.HINGE, 10, 4))) {
            double before = 0;
            for (AggregationWindow window : play(pacing, 40, 4, new Clients(3, 1, 4, 1, 5, 9, 2))) {
                assertEquals(before, window.begun());
                assertTrue(window.closed() >= before, pacing.toString());
                window.flying().forEach(flight -> assertTrue(flight.arrives() >= window.closed()));
                before = window.closed();
            }
            assertTrue(before > 0);
        }
    }

    @Test
    void whatAPacingNeedsAndWaitsFor() {
        AggregationSchedule rounds = new AggregationSchedule.Synchronous(1, 0, false);
        assertFalse(rounds.needsClock() || rounds.overlaps());
        assertTrue(new AggregationSchedule.Synchronous(1.1, 0, false).needsClock());
        assertTrue(new AggregationSchedule.Synchronous(1, 0.1, false).needsClock());
        assertEquals(7, rounds.goal(7));
        AggregationSchedule semi = new AggregationSchedule.SemiSynchronous(3, 0, 0, 1);
        assertEquals(3, semi.goal(7));
        assertEquals(2, semi.goal(2));
        assertEquals(5, new AggregationSchedule.FedBuff(5, 0.5).goal(2));
        AggregationSchedule async = new AggregationSchedule.FedAsync(0.6, Staleness.CONSTANT, 0, 0);
        assertEquals(1, async.goal(7));
        for (AggregationSchedule overlapping : List.of(semi, async, new AggregationSchedule.FedBuff(5, 0.5))) {
            assertTrue(overlapping.needsClock() && overlapping.overlaps());
        }
        ClientUpdate update = update(3);
        assertSame(update, rounds.upToDate(update, number(0), number(1), 0));
    }

    @Test
    void overSelectionDrawsNoMoreThanItSays() throws Exception {
        Clients many = new Clients(9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 1);
        // 1.1 times 10 is 11, though not in binary; 1.15 times 10 is 12 with the half rounded up.
        assertEquals(
                11,
                play(new AggregationSchedule.Synchronous(1.1, 0, false), 1, 10, many)
                        .get(0)
                        .sent());
        assertEquals(
                12,
                play(new AggregationSchedule.Synchronous(1.15, 0, false), 1, 10, many)
                        .get(0)
                        .sent());
        AggregationWindow window = play(new AggregationSchedule.Synchronous(1.5, 0, false), 1, 2, new Clients(4, 9, 4))
                .get(0);
        assertEquals(List.of(0, 2), clients(window.arrived()));
        assertEquals(List.of(0, 1, 2), window.cohort());
    }

    @Test
    void theDeadlineItselfIsInTime() throws Exception {
        // Begun late, so that the seconds since then count and not the hour.
        AggregationSchedule pacing = new AggregationSchedule.Synchronous(1, 5, false);
        AggregationWindow window = pacing.next(3, 1000, List.of(), 3, new Clients(5, 5.001, 2));
        assertEquals(List.of(0, 2), clients(window.arrived()));
        assertEquals(1005, window.closed());
        assertEquals(1000, window.begun());
        // Who cannot make one step in time is missed, and the rest do not wait for it.
        AggregationWindow cut =
                new AggregationSchedule.Synchronous(1, 5, true).next(3, 1000, List.of(), 2, new Clients(4, 60));
        assertEquals(List.of(0), clients(cut.arrived()));
        assertEquals(List.of(1), clients(cut.missed()));
        // Without a deadline nobody is cut short.
        AggregationWindow patient =
                new AggregationSchedule.Synchronous(1, 0, true).next(3, 1000, List.of(), 2, new Clients(4, 60));
        assertEquals(10, patient.arrived().get(1).steps());
        assertEquals(1060, patient.closed());
    }

    @Test
    void aLostClientKeepsTheRoundOpenUntilItIsNoticed() throws Exception {
        AggregationWindow window = play(
                        new AggregationSchedule.Synchronous(1, 0, false),
                        1,
                        2,
                        new Clients(new double[] {4, 9}, Set.of(1)))
                .get(0);
        assertEquals(List.of(0), clients(window.arrived()));
        assertEquals(9, window.closed());
        AggregationWindow enough = play(
                        new AggregationSchedule.Synchronous(2, 0, false),
                        1,
                        1,
                        new Clients(new double[] {4, 9}, Set.of(1)))
                .get(0);
        assertEquals(4, enough.closed());
    }

    @Test
    void aSlotThatDoesNotTravelStaysOutOfTheMixture() {
        WeightLayout two = new WeightLayout(List.of(
                new Slot("w", NetworkPart.HEAD, SlotKind.TRAINED, List.of(1)),
                new Slot("mean", NetworkPart.HEAD, SlotKind.RUNNING, List.of(1)),
                new Slot("other", NetworkPart.HEAD, SlotKind.TRAINED, List.of(1))));
        Weights base = Weights.of(two, new float[] {1, 10, 5});
        Weights current = Weights.of(two, new float[] {2, 20, 6});
        Weights travels = Weights.of(two, new float[] {5, 40, 0})
                .only(slot -> !slot.path().equals("other"));
        ClientUpdate update = new ClientUpdate(0, 10, 1, 1, travels, MethodMemory.NONE);
        Weights mixed = new AggregationSchedule.FedAsync(0.5, Staleness.CONSTANT, 0, 0)
                .upToDate(update, base, current, 3)
                .weights();
        assertEquals(travels.layout(), mixed.layout());
        assertEquals(3.5, mixed.at(0), 1e-6);
        assertEquals(30, mixed.at(1), 1e-6);
        Weights added = new AggregationSchedule.FedBuff(2, 0.5)
                .upToDate(update, base, current, 3)
                .weights();
        assertEquals(travels.layout(), added.layout());
        assertEquals(2 + 4 * 0.5, added.at(0), 1e-6);
        assertEquals(40, added.at(1), 1e-6);
        assertSame(update, new AggregationSchedule.FedBuff(2, 0.5).upToDate(update, base, current, 0));
    }

    @Test
    void nobodyCountsTwiceInOneBuffer() throws Exception {
        // Client 0 would be back three times before the second has arrived.
        AggregationWindow window = play(new AggregationSchedule.FedBuff(2, 0.5), 1, 2, new Clients(1, 4))
                .get(0);
        assertEquals(List.of(0, 1), clients(window.arrived()));
        assertEquals(4, window.closed());
        assertEquals(2, window.sent());
        // A third client takes the place of the first, and flies on.
        AggregationWindow more = play(new AggregationSchedule.FedBuff(2, 0.5), 1, 2, new Clients(1, 4, 9))
                .get(0);
        assertEquals(List.of(2), clients(more.flying()));
        assertEquals(3, more.sent());
        assertEquals(10, more.flying().get(0).arrives());
        // Two that land at the same moment both count before anybody begins anew.
        AggregationWindow together = play(new AggregationSchedule.FedBuff(2, 0.5), 1, 2, new Clients(3, 3, 3))
                .get(0);
        assertEquals(List.of(0, 1), clients(together.arrived()));
        assertEquals(2, together.sent());
    }

    @Test
    void whatLandsJustAsPatienceEndsStillCounts() throws Exception {
        AggregationWindow window = play(new AggregationSchedule.SemiSynchronous(3, 2, 0, 1), 1, 3, new Clients(5, 1, 2))
                .get(0);
        assertEquals(List.of(1, 2), clients(window.arrived()));
        assertEquals(2, window.closed());
        assertEquals(List.of(0), clients(window.flying()));
    }
}
