package org.fedlens.report;

/** What a curve is drawn over: rounds, everything sent both ways so far, or seconds without pauses. */
public enum XAxis {
    ROUND,
    BYTES,
    SECONDS
}
