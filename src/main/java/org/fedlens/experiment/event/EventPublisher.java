package org.fedlens.experiment.event;

import java.util.function.Consumer;

/** Stamps events with the run's time and passes them on one at a time, whichever thread they come from. */
public final class EventPublisher {
    private final Stopwatch watch;
    private final Consumer<TimedEvent> store;
    private final Consumer<TimedEvent> listener;

    public EventPublisher(Stopwatch watch, Consumer<TimedEvent> store, Consumer<TimedEvent> listener) {
        this.watch = watch;
        this.store = store;
        this.listener = listener;
    }

    public double seconds() {
        return watch.seconds();
    }

    public synchronized void emit(RunEvent event) {
        TimedEvent moment = new TimedEvent(watch.seconds(), event);
        if (event.stored()) {
            store.accept(moment);
        }
        listener.accept(moment);
    }

    /** Tells the listener only: for the last word of a run whose folder can no longer be written. */
    public synchronized void tell(RunEvent event) {
        listener.accept(new TimedEvent(watch.seconds(), event));
    }
}
