package org.fedlens.app.rounds;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What the Rounds view is made with.
 *
 * @param base the run on the screen
 * @param openInversion shows what a gradient gives away
 */
public record RoundsContext(RunContext base, Runnable openInversion) implements InRun {}
