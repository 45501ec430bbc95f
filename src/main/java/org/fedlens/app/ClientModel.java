package org.fedlens.app;

/**
 * What is known of one client, as the map and the client panel show it. It changes on the window's thread only and
 * tells nobody: who draws looks again when {@link RunModel#revision()} moves.
 */
public final class ClientModel {
    private ClientPhase phase = ClientPhase.IDLE;
    private double progress;
    private double accuracy = Double.NaN;
    private double drift = Double.NaN;
    private long doneNanos;
    private long startedNanos;
    private ClientPhase settled = ClientPhase.IDLE;

    public ClientPhase phase() {
        return phase;
    }

    /** Share of its local work that is done, 0 to 1. */
    public double progress() {
        return progress;
    }

    /** Accuracy of its own model after it last trained, NaN if unknown. */
    public double accuracy() {
        return accuracy;
    }

    /** How far its weights moved when it last trained, NaN if unknown. */
    public double drift() {
        return drift;
    }

    /** When its update came in, on the clock of {@link System#nanoTime()}. */
    long doneNanos() {
        return doneNanos;
    }

    /** When it went to work, on the same clock. */
    long startedNanos() {
        return startedNanos;
    }

    /** What it was when the last round closed. */
    public ClientPhase settled() {
        return settled;
    }

    void settle() {
        settled = phase;
    }

    void become(ClientPhase next) {
        if (next == ClientPhase.TRAINING && phase != ClientPhase.TRAINING) {
            startedNanos = System.nanoTime();
        }
        phase = next;
        if (next == ClientPhase.SAMPLED || next == ClientPhase.IDLE) {
            progress = 0;
        }
    }

    void progress(double share) {
        progress = Math.max(0, Math.min(1, share));
    }

    void done(double reached, double moved) {
        phase = ClientPhase.RECEIVED;
        progress = 1;
        accuracy = reached;
        drift = moved;
        doneNanos = System.nanoTime();
    }
}
