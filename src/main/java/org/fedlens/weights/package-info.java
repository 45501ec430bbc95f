/**
 * The numbers of a model on the heap, their layout and their files. What may not: no arithmetic of any method. Begin
 * with {@link org.fedlens.weights.Weights}.
 */
package org.fedlens.weights;
