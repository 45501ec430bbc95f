package org.fedlens.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;

/**
 * What happened in each round, as far as pictures of it need it. A live run and a replayed one fill it the same way;
 * only the last thousand rounds are kept. It belongs to one thread; what it hands out never changes.
 */
public final class RoundLog {
    private static final int KEPT = 1000;

    private final NavigableMap<Integer, Round> rounds = new TreeMap<>();

    /**
     * One client's work as it was measured, in seconds of the run.
     *
     * @param ended NaN while it works
     */
    public record Work(int client, double begun, double ended) {}

    /**
     * One round.
     *
     * @param begun in measured seconds
     * @param closed in measured seconds, NaN while it is open
     * @param work who trained, in the order in which they began
     * @param dropped who sent nothing
     * @param clock what the simulated clock says, if there is one
     * @param drift how the updates lie to each other, if there were two
     * @param done what each client reported
     */
    public record Round(
            int number,
            double begun,
            double closed,
            List<Work> work,
            List<Integer> dropped,
            Optional<RunEvent.Clocked> clock,
            Optional<RunEvent.Drifted> drift,
            Map<Integer, RunEvent.ClientDone> done) {
        public Round {
            work = List.copyOf(work);
            dropped = List.copyOf(dropped);
            done = Map.copyOf(done);
        }
    }

    /** Takes in what one event says. */
    void add(Moment moment) {
        RunEvent event = moment.event();
        double now = moment.seconds();
        if (event instanceof RunEvent.Started started) {
            rounds.tailMap(started.round(), false).clear();
        } else if (event instanceof RunEvent.RoundOpened opened) {
            rounds.put(
                    opened.round(),
                    new Round(
                            opened.round(),
                            now,
                            Double.NaN,
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of()));
            if (rounds.size() > KEPT) {
                rounds.pollFirstEntry();
            }
        } else if (event instanceof RunEvent.ClientStarted start) {
            change(start.round(), round -> {
                List<Work> work = new ArrayList<>(round.work);
                work.add(new Work(start.client(), now, Double.NaN));
                return with(round, round.closed, work, round.dropped, round.clock, round.drift, round.done);
            });
        } else if (event instanceof RunEvent.ClientDone done) {
            change(done.round(), round -> {
                List<Work> work = round.work.stream()
                        .map(one -> one.client == done.client() ? new Work(one.client, one.begun, now) : one)
                        .toList();
                Map<Integer, RunEvent.ClientDone> all = new HashMap<>(round.done);
                all.put(done.client(), done);
                return with(round, round.closed, work, round.dropped, round.clock, round.drift, all);
            });
        } else if (event instanceof RunEvent.ClientDropped gone) {
            change(gone.round(), round -> {
                List<Integer> dropped = new ArrayList<>(round.dropped);
                dropped.add(gone.client());
                return with(round, round.closed, round.work, dropped, round.clock, round.drift, round.done);
            });
        } else if (event instanceof RunEvent.Clocked clock) {
            change(
                    clock.round(),
                    round -> with(
                            round,
                            round.closed,
                            round.work,
                            round.dropped,
                            Optional.of(clock),
                            round.drift,
                            round.done));
        } else if (event instanceof RunEvent.Drifted drift) {
            change(
                    drift.round(),
                    round -> with(
                            round,
                            round.closed,
                            round.work,
                            round.dropped,
                            round.clock,
                            Optional.of(drift),
                            round.done));
        } else if (event instanceof RunEvent.RoundClosed closed) {
            change(
                    closed.round(),
                    round -> with(round, now, round.work, round.dropped, round.clock, round.drift, round.done));
        }
    }

    private void change(int number, UnaryOperator<Round> change) {
        rounds.computeIfPresent(number, (key, round) -> change.apply(round));
    }

    private static Round with(
            Round round,
            double closed,
            List<Work> work,
            List<Integer> dropped,
            Optional<RunEvent.Clocked> clock,
            Optional<RunEvent.Drifted> drift,
            Map<Integer, RunEvent.ClientDone> done) {
        return new Round(round.number, round.begun, closed, work, dropped, clock, drift, done);
    }

    /** The rounds that were begun, the first of those that are kept first. */
    public List<Integer> numbers() {
        return List.copyOf(rounds.keySet());
    }

    /** The number of the last round that was begun, 0 before the first. */
    public int last() {
        return rounds.isEmpty() ? 0 : rounds.lastKey();
    }

    /** The number of the last round that is over; of the last one that was begun while none is. */
    public int settled() {
        return rounds.descendingMap().values().stream()
                .filter(round -> !Double.isNaN(round.closed))
                .findFirst()
                .map(Round::number)
                .orElseGet(this::last);
    }

    public Optional<Round> round(int number) {
        return Optional.ofNullable(rounds.get(number));
    }

    /** A round and some before it, ascending. */
    public List<Round> upTo(int number, int count) {
        List<Round> all = List.copyOf(rounds.headMap(number, true).values());
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
