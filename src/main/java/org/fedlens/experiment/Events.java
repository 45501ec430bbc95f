package org.fedlens.experiment;

import java.util.function.Consumer;

/** Stamps events with the run's time and passes them on one at a time, whichever thread they come from. */
final class Events {
    private final Stopwatch watch;
    private final Consumer<Moment> store;
    private final Consumer<Moment> listener;

    Events(Stopwatch watch, Consumer<Moment> store, Consumer<Moment> listener) {
        this.watch = watch;
        this.store = store;
        this.listener = listener;
    }

    double seconds() {
        return watch.seconds();
    }

    synchronized void emit(RunEvent event) {
        Moment moment = new Moment(watch.seconds(), event);
        if (event.stored()) {
            store.accept(moment);
        }
        listener.accept(moment);
    }

    /** Tells the listener only: for the last word of a run whose folder can no longer be written. */
    synchronized void tell(RunEvent event) {
        listener.accept(new Moment(watch.seconds(), event));
    }
}
