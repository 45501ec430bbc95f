package org.fedlens.federated.clock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/** When the server aggregates, and what becomes of updates that were made for an older model. */
public sealed interface Pacing {
    /** True if it makes no sense unless visits take time. */
    boolean needsClock();

    /** True if clients may still be under way when the server aggregates. */
    boolean overlaps();

    /** Uploads in one aggregation, given how many clients train at the same time. */
    int goal(int count);

    /**
     * Decides the next aggregation.
     *
     * @param round its number, from 1
     * @param now simulated second
     * @param flying clients still under way
     * @param count clients that shall train at the same time
     */
    Window next(int round, double now, List<Flight> flying, int count, World world) throws InterruptedException;

    /**
     * An update as the server's rule shall see it.
     *
     * @param base the model it was made from
     * @param current the model it will be merged into
     * @param stale aggregations since it was sent out
     */
    default ClientUpdate upToDate(ClientUpdate update, Weights base, Weights current, int stale) {
        return update;
    }

    /**
     * Rounds: everybody drawn starts together, and the server waits.
     *
     * @param overSelection so many times more clients are drawn than needed, and the first to arrive count (Bonawitz et
     *     al. 2019)
     * @param deadline simulated seconds after which the server no longer waits; 0 for ever
     * @param cutShort a client that would be late trains only as long as it can; otherwise its update is dropped
     */
    @Named("synchronous")
    record Synchronous(
            @Setting(standard = "1.0", min = 1, max = 10, live = true) double overSelection,
            @Setting(standard = "0.0", min = 0, max = 1e9, live = true) double deadline,
            @Setting(standard = "false", live = true) boolean cutShort)
            implements Pacing {
        @Override
        public boolean needsClock() {
            return overSelection > 1 || deadline > 0;
        }

        @Override
        public boolean overlaps() {
            return false;
        }

        @Override
        public int goal(int count) {
            return count;
        }

        @Override
        public Window next(int round, double now, List<Flight> flying, int count, World world)
                throws InterruptedException {
            List<Integer> drawn = world.draw(Set.of(), (int) Math.ceil(count * overSelection - 1e-9));
            List<Flight> arrived = new ArrayList<>();
            List<Flight> missed = new ArrayList<>();
            drawn.stream()
                    .map(client -> flight(client, round, now, world))
                    .sorted(Flight.LANDING)
                    .forEach(flight -> {
                        boolean full = overSelection > 1 && arrived.size() >= count;
                        boolean there = !flight.lost() && flight.steps() > 0 && inTime(flight);
                        (there && !full ? arrived : missed).add(flight);
                    });
            return new Window(now, closes(now, count, arrived, missed), arrived, missed, List.of(), drawn.size());
        }

        private Flight flight(int client, int round, double now, World world) {
            Trip trip = world.trip(client);
            return Flight.of(client, round, now, deadline > 0 && cutShort ? trip.within(deadline) : trip);
        }

        private boolean inTime(Flight flight) {
            return deadline == 0 || flight.arrives() - flight.begun() <= deadline * (1 + 1e-12);
        }

        private double closes(double now, int count, List<Flight> arrived, List<Flight> missed) {
            boolean enough = overSelection > 1 && arrived.size() >= count;
            double last = Stream.concat(arrived.stream(), enough ? Stream.empty() : missed.stream())
                    .mapToDouble(Flight::arrives)
                    .max()
                    .orElse(now);
            return deadline > 0 ? Math.min(last, now + deadline) : last;
        }
    }

    /**
     * The server aggregates when enough have arrived or its patience ends, and sends the new model to as many as are
     * free (goal and time budget of FederatedScope). Who is late goes on; its update counts if it is not too stale,
     * with its weight times {@code (1 + s)^-factor}.
     *
     * @param goal uploads that are enough
     * @param patience simulated seconds; 0 for ever
     * @param tolerance largest staleness that still counts
     * @param staleFactor how much less stale updates count
     */
    @Named("semi-synchronous")
    record SemiSynchronous(
            @Setting(standard = "2", min = 1, max = 100_000) int goal,
            @Setting(standard = "0.0", min = 0, max = 1e9) double patience,
            @Setting(standard = "0", min = 0, max = 10_000) int tolerance,
            @Setting(standard = "1.0", min = 0, max = 10) double staleFactor)
            implements Pacing {
        @Override
        public boolean needsClock() {
            return true;
        }

        @Override
        public boolean overlaps() {
            return true;
        }

        @Override
        public int goal(int count) {
            return Math.min(goal, count);
        }

        @Override
        public Window next(int round, double now, List<Flight> flying, int count, World world)
                throws InterruptedException {
            Air air = new Air(round, now, flying);
            air.fill(count, world);
            double end = patience > 0 ? now + patience : Double.POSITIVE_INFINITY;
            while (air.arrived.size() < goal && air.next() < Double.POSITIVE_INFINITY && air.next() <= end) {
                Flight landed = air.land();
                boolean counts = !landed.lost() && round - landed.round() <= tolerance;
                (counts ? air.arrived : air.missed).add(landed);
            }
            if (air.arrived.size() < goal && patience > 0) {
                air.now = end;
            }
            return air.close(now);
        }

        @Override
        public ClientUpdate upToDate(ClientUpdate update, Weights base, Weights current, int stale) {
            return stale == 0 ? update : update.counting(Math.pow(1.0 + stale, -staleFactor));
        }
    }

    /**
     * FedAsync (Xie et al. 2019): every update is mixed in as it arrives, {@code w <- (1 - a_s) w + a_s w_k} with
     * {@code a_s = a S(s)}; running statistics too.
     *
     * @param mixing a
     * @param staleness S
     * @param staleExponent its a
     * @param staleGrace its b, for the hinge
     */
    @Named("fedasync")
    record FedAsync(
            @Setting(standard = "0.6", min = 0.01, max = 1) double mixing,
            @Setting(standard = "polynomial") Staleness staleness,
            @Setting(standard = "0.5", min = 0, max = 100) double staleExponent,
            @Setting(standard = "4", min = 0, max = 1000) int staleGrace)
            implements Pacing {
        @Override
        public boolean needsClock() {
            return true;
        }

        @Override
        public boolean overlaps() {
            return true;
        }

        @Override
        public int goal(int count) {
            return 1;
        }

        @Override
        public Window next(int round, double now, List<Flight> flying, int count, World world)
                throws InterruptedException {
            return Air.buffered(1, round, now, flying, count, world);
        }

        /** What one update counts. */
        public double share(int stale) {
            return mixing * staleness.of(stale, staleExponent, staleGrace);
        }

        @Override
        public ClientUpdate upToDate(ClientUpdate update, Weights base, Weights current, int stale) {
            Weights sent = update.weights();
            Weights old = current.only(slot -> sent.layout().indexOf(slot.path()) >= 0);
            return update.with(old.scaled(1 - share(stale)).plus(share(stale), sent));
        }
    }

    /**
     * FedBuff (Nguyen et al. 2022): updates are collected, and K of them make the next model,
     * {@code w <- w + (1 / K) sum d_k (1 + s)^-a}; who has finished makes room for the next client at once. The
     * method's rule merges the K, so give it equal weights for the paper's form, and a server rate where it has one.
     * Running statistics are averaged as they are.
     *
     * @param buffer K
     * @param staleExponent a, one half in the paper
     */
    @Named("fedbuff")
    record FedBuff(
            @Setting(standard = "5", min = 1, max = 100_000) int buffer,
            @Setting(standard = "0.5", min = 0, max = 100) double staleExponent)
            implements Pacing {
        @Override
        public boolean needsClock() {
            return true;
        }

        @Override
        public boolean overlaps() {
            return true;
        }

        @Override
        public int goal(int count) {
            return buffer;
        }

        @Override
        public Window next(int round, double now, List<Flight> flying, int count, World world)
                throws InterruptedException {
            return Air.buffered(buffer, round, now, flying, count, world);
        }

        @Override
        public ClientUpdate upToDate(ClientUpdate update, Weights base, Weights current, int stale) {
            if (stale == 0) {
                return update;
            }
            Weights trained = update.weights().only(Slot::learned);
            Weights from = base.only(slot -> trained.layout().indexOf(slot.path()) >= 0);
            Weights to = current.only(slot -> trained.layout().indexOf(slot.path()) >= 0);
            double share = Staleness.POLYNOMIAL.of(stale, staleExponent, 0);
            return update.with(to.plus(share, trained.minus(from)).over(update.weights()));
        }
    }

    /** Clients under way, while an aggregation fills. */
    final class Air {
        private final int round;
        private final List<Flight> flying;
        private final List<Flight> arrived = new ArrayList<>();
        private final List<Flight> missed = new ArrayList<>();
        private double now;
        private int sent;

        private Air(int round, double now, List<Flight> flying) {
            this.round = round;
            this.now = now;
            this.flying = new ArrayList<>(flying);
        }

        /** Fills a buffer; whoever lands makes room at once, but nobody counts twice in one aggregation. */
        private static Window buffered(int size, int round, double now, List<Flight> flying, int count, World world)
                throws InterruptedException {
            Air air = new Air(round, now, flying);
            air.fill(count, world);
            while (air.arrived.size() < size && air.next() < Double.POSITIVE_INFINITY) {
                double moment = air.next();
                // All that land at the same moment are in before anybody starts again.
                while (air.arrived.size() < size && air.next() == moment) {
                    Flight landed = air.land();
                    (landed.lost() ? air.missed : air.arrived).add(landed);
                }
                if (air.arrived.size() < size) {
                    air.fill(count, world);
                }
            }
            return air.close(now);
        }

        private void fill(int count, World world) throws InterruptedException {
            Set<Integer> busy = new HashSet<>();
            Stream.of(flying, arrived, missed).flatMap(List::stream).forEach(flight -> busy.add(flight.client()));
            if (flying.size() < count) {
                for (int client : world.draw(busy, count - flying.size())) {
                    flying.add(Flight.of(client, round, now, world.trip(client)));
                    sent++;
                }
            }
            flying.sort(Flight.LANDING);
        }

        private double next() {
            return flying.isEmpty() ? Double.POSITIVE_INFINITY : flying.get(0).arrives();
        }

        private Flight land() {
            Flight landed = flying.remove(0);
            now = landed.arrives();
            return landed;
        }

        private Window close(double begun) {
            return new Window(begun, now, arrived, missed, flying, sent);
        }
    }
}
