/**
 * Drawings of rounds, layouts and reconstructed images. What may not: no JavaFX. Begin with {@link
 * org.fedlens.report.drawing.PaintedImage}.
 */
package org.fedlens.report.drawing;
