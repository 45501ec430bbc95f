/**
 * Bottom-up clustering of unit vectors and how clusters came about. What may not: no tensors and no federation.
 * Begin with {@link org.fedlens.clustering.BottomUpClustering}.
 */
package org.fedlens.clustering;
