package org.fedlens.experiment.event;

import java.util.Optional;

/**
 * An event and when it happened.
 *
 * @param seconds since the run began, pauses left out; goes on counting after a resume
 */
public record TimedEvent(double seconds, RunEvent event) {
    /** The event, for those who look for one kind of events and for no other; whoever handles several is a visitor. */
    public <E extends RunEvent> Optional<E> as(Class<E> kind) {
        return Optional.of(event).filter(kind::isInstance).map(kind::cast);
    }
}
