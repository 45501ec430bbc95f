package org.fedlens.experiment.event;

import java.util.function.LongSupplier;

/** Seconds that a run has lasted, pauses left out. Safe for several threads. */
public final class Stopwatch {
    private final LongSupplier nanos;
    private long counted;
    private long since;
    private boolean running = true;

    /**
     * @param already seconds of earlier sittings
     * @param nanos a clock, for example {@code System::nanoTime}
     */
    public Stopwatch(double already, LongSupplier nanos) {
        this.nanos = nanos;
        this.counted = (long) (already * 1e9);
        this.since = nanos.getAsLong();
    }

    public synchronized double seconds() {
        return (counted + (running ? nanos.getAsLong() - since : 0)) / 1e9;
    }

    public synchronized void pause() {
        if (running) {
            counted += nanos.getAsLong() - since;
            running = false;
        }
    }

    public synchronized void resume() {
        if (!running) {
            since = nanos.getAsLong();
            running = true;
        }
    }
}
