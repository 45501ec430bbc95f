package org.fedlens.training;

/**
 * What a visit has done so far, as a budget sees it.
 *
 * @param first true in a client's first visit
 * @param epochs whole epochs finished
 * @param steps optimizer steps made
 * @param within true between two steps of an epoch, false between two epochs
 * @param topBatch highest accuracy of a batch in the present epoch, or between two in the last one; 0 if not watched
 * @param topAverage highest running average of the accuracy in it, by images
 */
public record Effort(boolean first, int epochs, int steps, boolean within, double topBatch, double topAverage) {}
