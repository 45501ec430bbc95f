/**
 * The threads of a run: workers, makers of batches, pause and stop. What may not: figures must not depend on
 * anything here. Begin with {@link org.fedlens.experiment.execution.RunService}.
 */
package org.fedlens.experiment.execution;
