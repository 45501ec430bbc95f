package org.fedlens.federated;

import java.util.List;

/**
 * A round as a rule sees it before the first upload arrives.
 *
 * @param before the server as it stands
 * @param cohort clients drawn, ascending; some may drop out
 * @param population clients in all
 * @param rate probability with which each client is drawn; where a fixed number is, its share of the population
 * @param seed of the run, for rules that draw noise
 */
public record RoundContext(ServerState before, List<Integer> cohort, int population, double rate, long seed) {
    public RoundContext {
        cohort = List.copyOf(cohort);
    }

    /** A round in which nothing is left to chance but who was drawn. */
    public static RoundContext of(ServerState before, List<Integer> cohort, int population) {
        return new RoundContext(before, cohort, population, Math.max(1, cohort.size()) / (double) population, 0);
    }

    /** Which round it is, from 1. */
    public int number() {
        return before.round() + 1;
    }

    /** How many clients are drawn on average. */
    public double expected() {
        return rate * population;
    }
}
