package org.fedlens.app.run;

import java.util.Locale;

/** What one client does in the round in flight, as the map shows it. */
public enum ClientPhase {
    IDLE,
    /** Drawn for this round, not yet at work. */
    SAMPLED,
    TRAINING,
    UPLOADING,
    RECEIVED,
    /** Drawn, at work, and the last one the server waits for. */
    WAITING,
    DROPPED;

    public String key() {
        return "ui.client." + name().toLowerCase(Locale.ROOT);
    }

    /** True if it takes part in the round, so that its node is drawn large. */
    public boolean taking() {
        return this != IDLE;
    }

    public String role() {
        return switch (this) {
            case IDLE, SAMPLED -> "muted";
            case TRAINING, UPLOADING -> "accent";
            case RECEIVED -> "ok";
            case WAITING -> "warn";
            case DROPPED -> "bad";
        };
    }
}
