package org.fedlens.federated.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients' hardware, and how long a visit takes on it. */
class DevicesTest {
    private static final int CLIENTS = 20_000;

    private static Devices.Mixed mixed(double spread, double jitter, double availability) {
        return new Devices.Mixed(100, 20, 5, spread, jitter, availability);
    }

    @Test
    void megabitsBecomeBytes() {
        assertEquals(new Device(100, 2_500_000, 625_000), new Devices.Alike(100, 20, 5).device(1, 3));
        assertEquals(new Device(100, 2_500_000, 625_000), mixed(0, 0.3, 1).device(1, 3));
    }

    @Test
    void alikeDevicesAreAlwaysThereAndAlwaysAsFast() {
        for (Devices devices : new Devices[] {new Devices.Alike(100, 20, 5), mixed(0.7, 0, 1), new Devices.None()}) {
            assertTrue(devices.available(1, 2, 3));
            assertEquals(1, devices.luck(1, 2, 3));
            assertEquals(!(devices instanceof Devices.None), devices.tick());
        }
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(new Device(infinite, infinite, infinite), new Devices.None().device(1, 3));
    }

    /** Mean and deviation of the logarithm of numbers that are log-normal around a middle. */
    private static void logNormal(double middle, double deviation, IntToDoubleFunction drawn) {
        double[] logs = IntStream.range(0, CLIENTS)
                .mapToDouble(client -> Math.log(drawn.applyAsDouble(client) / middle))
                .toArray();
        double mean =
                IntStream.range(0, CLIENTS).mapToDouble(i -> logs[i]).average().orElseThrow();
        double squares = IntStream.range(0, CLIENTS)
                .mapToDouble(i -> logs[i] * logs[i])
                .average()
                .orElseThrow();
        assertEquals(0, mean, 0.03 * deviation);
        assertEquals(deviation, Math.sqrt(squares), 0.03 * deviation);
    }

    @Test
    void speedsSpreadAroundTheMiddleOne() {
        Devices devices = mixed(0.7, 0.2, 1);
        logNormal(100, 0.7, client -> devices.device(5, client).imagesPerSecond());
        logNormal(2_500_000, 0.7, client -> devices.device(5, client).download());
        logNormal(625_000, 0.7, client -> devices.device(5, client).upload());
        logNormal(1, 0.2, client -> devices.luck(5, 2, client));
        assertEquals(devices.device(5, 9), devices.device(5, 9));
        assertNotEquals(devices.luck(5, 2, 9), devices.luck(5, 3, 9));
    }

    @Test
    void someAreNotThereInARound() {
        Devices devices = mixed(0.7, 0.2, 0.4);
        long there = IntStream.range(0, CLIENTS)
                .filter(client -> devices.available(5, 2, client))
                .count();
        assertEquals(0.4, there / (double) CLIENTS, 0.015);
    }

    @Test
    void aVisitTakesItsWayAndItsStepsAndIsCutShortInTime() {
        ClientTiming trip = new ClientTiming(3, 0.5, 2, 10, false);
        assertEquals(10, trip.seconds());
        assertEquals(trip, trip.within(10));
        assertEquals(trip, trip.within(99));
        assertEquals(new ClientTiming(3, 0.5, 2, 8, false), trip.within(9.4));
        assertEquals(new ClientTiming(3, 0.5, 2, 8, false), trip.within(9));
        assertTrue(trip.within(5.4).steps() < 1);
        assertTrue(trip.within(2).steps() < 1);
        assertTrue(new ClientTiming(3, 0.5, 2, 10, true).within(9).lost());
        InFlightUpdate flight = InFlightUpdate.of(4, 7, 100, trip);
        assertEquals(new InFlightUpdate(4, 7, 100, 110, 10, false, 3, 2), flight);
        assertTrue(InFlightUpdate.LANDING.compare(flight, InFlightUpdate.of(3, 7, 100, trip)) > 0);
        assertTrue(InFlightUpdate.LANDING.compare(flight, InFlightUpdate.of(3, 7, 101, trip)) < 0);
    }

    @Test
    void stalenessFallsAfterItsGrace() {
        assertEquals(1, Staleness.HINGE.of(3, 2, 4));
        assertEquals(1, Staleness.HINGE.of(4, 2, 4));
        assertEquals(1 / 3.0, Staleness.HINGE.of(5, 2, 4), 1e-12);
        assertEquals(1 / 9.0, Staleness.HINGE.of(8, 2, 4), 1e-12);
        assertEquals(1 / 9.0, Staleness.POLYNOMIAL.of(2, 2, 4), 1e-12);
        assertFalse(Staleness.CONSTANT.of(2, 2, 0) < 1);
    }
}
