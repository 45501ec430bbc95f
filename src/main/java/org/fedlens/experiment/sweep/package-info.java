/**
 * Many experiments from one file. What may not: playing them is experiment.execution's. Begin with {@link
 * org.fedlens.experiment.sweep.Sweep}.
 */
package org.fedlens.experiment.sweep;
