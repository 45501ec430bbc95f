package org.fedlens.experiment.event;

/**
 * An event and when it happened.
 *
 * @param seconds since the run began, pauses left out; goes on counting after a resume
 */
public record TimedEvent(double seconds, RunEvent event) {}
