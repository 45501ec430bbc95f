/**
 * The dialog of sweeps: one puts them together, one shows the queue. What may not: sweeps are played by
 * experiment.execution. Begin with {@link org.fedlens.app.sweep.SweepSheet}.
 */
package org.fedlens.app.sweep;
