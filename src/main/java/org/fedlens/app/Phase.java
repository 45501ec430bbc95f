package org.fedlens.app;

import java.util.Locale;

/** What the workbench is doing; every state says in words what can be done next. */
public enum Phase {
    /** Nothing is chosen yet. */
    EMPTY,
    /** The setup is sound and waits for Run. */
    READY,
    /** A run is about to begin: the engine or the data is being loaded. */
    LOADING,
    RUNNING,
    /** The round in flight is finished first. */
    PAUSING,
    PAUSED,
    STOPPING,
    FINISHED,
    STOPPED,
    DIVERGED,
    FAILED;

    /** True while a run holds the settings that need a stop. */
    public boolean active() {
        return this == LOADING || this == RUNNING || this == PAUSING || this == PAUSED || this == STOPPING;
    }

    public boolean over() {
        return this == FINISHED || this == STOPPED || this == DIVERGED || this == FAILED;
    }

    /** Key of its name in the bundles. */
    public String key() {
        return "ui.phase." + name().toLowerCase(Locale.ROOT);
    }

    /** The role its dot and chip are coloured in. */
    public String role() {
        return switch (this) {
            case READY, FINISHED -> "ok";
            case RUNNING, LOADING -> "accent";
            case PAUSING, PAUSED, STOPPING -> "warn";
            case DIVERGED, FAILED -> "bad";
            case EMPTY, STOPPED -> "muted";
        };
    }
}
