/**
 * What the model of a round is worth, by every evaluator that fits it. What may not: nothing is trained but linear
 * probes. Begin with {@link org.fedlens.experiment.evaluation.Evaluation}.
 */
package org.fedlens.experiment.evaluation;
