/**
 * A run's folder, its checkpoints and what clients keep between visits. What may not: no other place writes into a
 * run's folder. Begin with {@link org.fedlens.experiment.store.RunStore}.
 */
package org.fedlens.experiment.store;
