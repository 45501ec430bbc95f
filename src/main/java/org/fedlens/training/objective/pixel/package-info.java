/**
 * Losses over pixels of masks. What may not: as in training.objective. Begin with {@link
 * org.fedlens.training.objective.pixel.PixelLoss}.
 */
package org.fedlens.training.objective.pixel;
