package org.fedlens.app.sweep;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What the dialog of sweeps is made with.
 *
 * @param base the run on the screen
 * @param sweepDraft the sweep that is put together
 * @param sweeps the sweeps that wait, are played or have been
 */
public record SweepContext(RunContext base, SweepDraft sweepDraft, SweepQueue sweeps) implements InRun {}
