/**
 * Networks as values. What may not: no loss. Begin with {@link org.fedlens.training.network.Network}.
 */
package org.fedlens.training.network;
