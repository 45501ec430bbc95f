/**
 * Looks into finished runs: predictions, clusters, disclosure, pairs of runs. What may not: nothing is written into
 * a run. Begin with {@link org.fedlens.experiment.inspect.Predictor}.
 */
package org.fedlens.experiment.inspect;
