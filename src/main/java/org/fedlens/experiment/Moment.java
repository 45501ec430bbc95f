package org.fedlens.experiment;

/**
 * An event and when it happened.
 *
 * @param seconds since the run began, pauses left out; goes on counting after a resume
 */
public record Moment(double seconds, RunEvent event) {}
