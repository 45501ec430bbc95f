package org.fedlens.metrics;

/** What happens to gallery pictures of identity -1, and to queries that have no right answer left. */
public enum JunkPolicy {
    /** Junk is taken out of every ranking, and sums are divided by all queries (Market-1501, FedReID). */
    LEFT_OUT,

    /** Junk stays as wrong answers, and sums are divided by the queries with a right answer (FedUReID). */
    COUNTS_AS_WRONG
}
