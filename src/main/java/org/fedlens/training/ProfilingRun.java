package org.fedlens.training;

/**
 * A short run before the first round, by which each client learns something about itself.
 *
 * @param supervision where its targets come from
 * @param rounds how long it is
 * @param metric the figure of each client whose highest value marks its best round
 * @param tries true if the figure is one of the client's exam, so that each round must be tried
 */
public record ProfilingRun(Supervision supervision, int rounds, String metric, boolean tries) {}
