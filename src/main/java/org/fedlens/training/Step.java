package org.fedlens.training;

import ai.djl.ndarray.NDArray;

/** One mini-batch of one client, as objectives see it. Forward passes are computed once and shared. */
public interface Step {
    /** Class scores of the network in training, {@code [B, C]}. */
    NDArray logits();

    /** Class indices, int64, {@code [B]}. */
    NDArray labels();
}
