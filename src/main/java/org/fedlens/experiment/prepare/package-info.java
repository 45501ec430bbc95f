/**
 * An experiment with its data dealt and its network built, checked as a whole before anything is written. What may
 * not: no round is played. Begin with {@link org.fedlens.experiment.prepare.PreparedExperiment}.
 */
package org.fedlens.experiment.prepare;
