package org.fedlens.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.report.RoundLog;

/**
 * Who did what and when in some rounds: on the simulated clock where there is one, else as measured on this computer.
 *
 * @param simulated true if the times are those of the simulated clock
 * @param clients the rows, ascending
 * @param more clients that have no row for want of room
 * @param bars pieces of the rows
 * @param closes when rounds were closed, by number
 * @param from first second shown
 * @param to last second shown
 */
public record Gantt(
        boolean simulated,
        List<Integer> clients,
        int more,
        List<Bar> bars,
        List<Close> closes,
        double from,
        double to) {
    /** More rows than this are not read any more. */
    static final int MOST_ROWS = 40;

    /** What a client does in a piece of time. */
    public enum Doing {
        RECEIVING,
        TRAINING,
        SENDING,
        /** Done, while the round waits for others, or not begun yet. */
        WAITING,
        /** Everything of a visit that came too late to count. */
        LATE,
        /** A visit whose update never came. */
        LOST
    }

    /** @param round the round for which the client was sent the model */
    public record Bar(int client, int round, Doing doing, double from, double to) {}

    /** The end of a round. */
    public record Close(int round, double at) {}

    public Gantt {
        clients = List.copyOf(clients);
        bars = List.copyOf(bars);
        closes = List.copyOf(closes);
    }

    /** True if there is nothing to see. */
    public boolean isEmpty() {
        return bars.isEmpty() || !(from < to);
    }

    /** The picture of some rounds. */
    public static Gantt of(List<RoundLog.Round> rounds) {
        boolean simulated = rounds.stream().anyMatch(round -> round.clock().isPresent());
        List<Bar> bars = new ArrayList<>();
        List<Close> closes = new ArrayList<>();
        for (RoundLog.Round round : rounds) {
            if (simulated) {
                round.clock().ifPresent(clock -> {
                    clock.spans().forEach(span -> simulated(bars, span, clock.closed()));
                    closes.add(new Close(clock.round(), clock.closed()));
                });
            } else {
                measured(bars, closes, round);
            }
        }
        List<Integer> all =
                List.copyOf(new TreeSet<>(bars.stream().map(Bar::client).toList()));
        List<Integer> rows = all.subList(0, Math.min(MOST_ROWS, all.size()));
        double from = bars.stream().mapToDouble(Bar::from).min().orElse(0);
        double to = Math.max(
                bars.stream().mapToDouble(Bar::to).max().orElse(0),
                closes.stream().mapToDouble(Close::at).max().orElse(0));
        return new Gantt(
                simulated,
                rows,
                all.size() - rows.size(),
                bars.stream().filter(bar -> rows.contains(bar.client())).toList(),
                closes,
                from,
                to);
    }

    private static void simulated(List<Bar> bars, RunEvent.Span span, double closed) {
        int client = span.client();
        int round = span.round();
        if (span.fate() != RunEvent.Fate.COUNTED) {
            Doing doing = span.fate() == RunEvent.Fate.LATE ? Doing.LATE : Doing.LOST;
            bars.add(new Bar(client, round, doing, span.begun(), span.ended()));
            return;
        }
        double begins = span.begun() + span.down();
        double ends = Math.max(begins, span.ended() - span.up());
        add(bars, client, round, Doing.RECEIVING, span.begun(), begins);
        add(bars, client, round, Doing.TRAINING, begins, ends);
        add(bars, client, round, Doing.SENDING, ends, span.ended());
        add(bars, client, round, Doing.WAITING, span.ended(), closed);
    }

    private static void measured(List<Bar> bars, List<Close> closes, RoundLog.Round round) {
        double closed = round.closed();
        for (RoundLog.Work work : round.work()) {
            add(bars, work.client(), round.number(), Doing.WAITING, round.begun(), work.begun());
            add(bars, work.client(), round.number(), Doing.TRAINING, work.begun(), work.ended());
            add(bars, work.client(), round.number(), Doing.WAITING, work.ended(), closed);
        }
        for (int client : round.dropped()) {
            add(bars, client, round.number(), Doing.LOST, round.begun(), closed);
        }
        if (!Double.isNaN(closed)) {
            closes.add(new Close(round.number(), closed));
        }
    }

    /** What has no length, or no end yet, is not drawn. */
    private static void add(List<Bar> bars, int client, int round, Doing doing, double from, double to) {
        if (from < to) {
            bars.add(new Bar(client, round, doing, from, to));
        }
    }
}
