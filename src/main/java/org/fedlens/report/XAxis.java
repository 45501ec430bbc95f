package org.fedlens.report;

/** What a curve is drawn over: rounds, everything sent both ways so far, or seconds without pauses. */
public enum XAxis {
    ROUND,
    BYTES,
    SECONDS;

    /** Key of the axis' name in the bundles. */
    public String key() {
        return switch (this) {
            case ROUND -> "ui.axis.round";
            case BYTES -> "ui.axis.bytes";
            case SECONDS -> "ui.axis.seconds";
        };
    }
}
