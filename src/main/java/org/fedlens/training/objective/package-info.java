/**
 * What clients minimise: losses and terms. What may not: a term is a record; what it remembers goes through
 * ObjectiveMemory. Begin with {@link org.fedlens.training.objective.CrossEntropy}.
 */
package org.fedlens.training.objective;
