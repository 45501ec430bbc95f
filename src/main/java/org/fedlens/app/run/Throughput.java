package org.fedlens.app.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** How quickly a run went lately: the last few rounds, visits and updates. All figures are NaN while there are none. */
final class Throughput {
    private static final int FEW = 5;
    private static final int UPDATES = 40;

    private final Deque<Double> rounds = new ArrayDeque<>();
    private final Deque<Double> visits = new ArrayDeque<>();
    private final Deque<Double> updates = new ArrayDeque<>();

    void clear() {
        rounds.clear();
        visits.clear();
        updates.clear();
    }

    /** @param took seconds */
    void round(double took) {
        remember(rounds, took, FEW);
    }

    /**
     * @param at second of the run at which it came in
     * @param took seconds of the visit that made it
     */
    void update(double at, double took) {
        remember(updates, at, UPDATES);
        remember(visits, took, FEW);
    }

    /** Seconds of a round. */
    double meanRound() {
        return mean(rounds);
    }

    /** Seconds of a visit. */
    double meanVisit() {
        return mean(visits);
    }

    double updatesPerSecond() {
        double span = updates.size() < 2 ? 0 : updates.getLast() - updates.getFirst();
        return span > 0 ? (updates.size() - 1) / span : Double.NaN;
    }

    private static void remember(Deque<Double> values, double value, int most) {
        values.addLast(value);
        if (values.size() > most) {
            values.removeFirst();
        }
    }

    private static double mean(Deque<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
