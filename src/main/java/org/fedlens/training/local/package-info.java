/**
 * Trains one client: heap weights in, heap weights out. What may not: the only place where weights live in native
 * memory. Begin with {@link org.fedlens.training.local.LocalTrainer}.
 */
package org.fedlens.training.local;
