/**
 * Reconstructs images from a gradient. What may not: knows no run. Begin with {@link
 * org.fedlens.experiment.inversion.GradientInversion}.
 */
package org.fedlens.experiment.inversion;
