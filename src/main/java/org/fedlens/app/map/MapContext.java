package org.fedlens.app.map;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What the federation map is made with.
 *
 * @param base the run on the screen
 * @param openData shows what the chosen client holds
 */
public record MapContext(RunContext base, Runnable openData) implements InRun {}
