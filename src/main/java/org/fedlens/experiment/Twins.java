package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two runs side by side. Random numbers depend on (seed, purpose, round, client) only, so two methods with the same
 * seed meet the same partition, the same draws and the same batches, and what differs is the method's doing.
 *
 * @param sameData both read the same images
 * @param samePartition the same clients hold the same images
 * @param drawsPart first round with another cohort; none if all are equal
 * @param parts first round in which a client's training differs in any bit of its loss or its drift, or the figures do
 * @param rounds the rounds that both played
 */
public record Twins(
        boolean sameData, boolean samePartition, OptionalInt drawsPart, OptionalInt parts, List<Row> rounds) {
    public Twins {
        rounds = List.copyOf(rounds);
    }

    /**
     * A metric in one round of both runs.
     *
     * @param first NaN if it was not measured
     * @param second NaN if it was not measured
     */
    public record Row(int round, double first, double second) {
        /** What the second has more than the first. */
        public double difference() {
            return second - first;
        }
    }

    /** What a run told of one round, as far as twins are compared. */
    private static final class Told {
        private List<Integer> cohort = List.of();
        private final SortedMap<Integer, List<Double>> visits = new TreeMap<>();
        private List<Measure> measures = List.of();

        boolean trains(Told other) {
            return visits.equals(other.visits) && measures.equals(other.measures);
        }

        double global(String metric) {
            return new RunEvent.Evaluated(0, measures).global(metric);
        }
    }

    /**
     * Compares two runs that are on disk.
     *
     * @param metric of the curve of differences
     */
    public static Twins of(PastRun first, PastRun second, String metric) {
        SortedMap<Integer, Told> one = told(first);
        SortedMap<Integer, Told> other = told(second);
        OptionalInt draws = OptionalInt.empty();
        OptionalInt parts = OptionalInt.empty();
        List<Row> rows = new ArrayList<>();
        for (int round : one.keySet()) {
            if (!other.containsKey(round)) {
                break;
            }
            Told a = one.get(round);
            Told b = other.get(round);
            if (draws.isEmpty() && !a.cohort.equals(b.cohort)) {
                draws = OptionalInt.of(round);
            }
            if (parts.isEmpty() && !a.trains(b)) {
                parts = OptionalInt.of(round);
            }
            rows.add(new Row(round, a.global(metric), b.global(metric)));
        }
        return new Twins(
                first.environment().data().equals(second.environment().data()),
                first.environment().partition().equals(second.environment().partition()),
                draws,
                parts,
                rows);
    }

    private static SortedMap<Integer, Told> told(PastRun run) {
        SortedMap<Integer, Told> rounds = new TreeMap<>();
        run.replay(moment -> {
            if (moment.event() instanceof RunEvent.Started started) {
                // What a stopped sitting played beyond its last checkpoint was played again.
                rounds.tailMap(started.round() + 1).clear();
            } else if (moment.event() instanceof RunEvent.RoundOpened opened) {
                at(rounds, opened.round()).cohort = opened.cohort();
            } else if (moment.event() instanceof RunEvent.ClientDone done) {
                at(rounds, done.round()).visits.put(done.client(), List.of(done.loss(), done.drift()));
            } else if (moment.event() instanceof RunEvent.Evaluated evaluated) {
                at(rounds, evaluated.round()).measures = evaluated.measures();
            }
        });
        return rounds;
    }

    private static Told at(SortedMap<Integer, Told> rounds, int round) {
        return rounds.computeIfAbsent(round, first -> new Told());
    }
}
