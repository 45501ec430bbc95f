/**
 * Layouts of many dimensions in the plane, and how honest they are. What may not: no JavaFX, no threads of its own.
 * Begin with {@link org.fedlens.embedding.Projection}.
 */
package org.fedlens.embedding;
