/**
 * Arithmetic and batches in native memory. What may not: no network, no loss. Begin with {@link
 * org.fedlens.training.tensor.Tensors}.
 */
package org.fedlens.training.tensor;
