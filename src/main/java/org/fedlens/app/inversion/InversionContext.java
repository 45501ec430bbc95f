package org.fedlens.app.inversion;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What the dialog of reconstructed images is made with.
 *
 * @param base the run on the screen
 * @param inversion images reconstructed from a gradient
 */
public record InversionContext(RunContext base, InversionModel inversion) implements InRun {}
