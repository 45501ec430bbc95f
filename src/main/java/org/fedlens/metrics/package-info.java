/**
 * Figures of predictions, features, clusters and partitions, on the heap. What may not: no tensors, no files. Begin
 * with {@link org.fedlens.metrics.ConfusionMatrix}.
 */
package org.fedlens.metrics;
