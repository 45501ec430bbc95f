/**
 * Plays the rounds of an experiment: draw, send, train, merge, evaluate, save. What may not: no threads, no files
 * but through the store. Begin with {@link org.fedlens.experiment.run.Runner}.
 */
package org.fedlens.experiment.run;
