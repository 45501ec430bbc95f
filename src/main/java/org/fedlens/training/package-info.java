/**
 * The parts a method is made of, and one client's visit as values. What may not: no method by name; losses and
 * supervisions have rooms of their own. Begin with {@link org.fedlens.training.Algorithm}.
 */
package org.fedlens.training;
