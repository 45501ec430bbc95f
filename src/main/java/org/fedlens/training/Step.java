package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/** One mini-batch of one client, as objectives see it. Forward passes are computed once and shared. */
public interface Step {
    /** Class scores of the network in training, {@code [B, C]}. */
    NDArray logits();

    /** What the network in training makes of the images before it classifies them, {@code [B, D]}. */
    NDArray embedding();

    /**
     * The same from a frozen network in evaluation mode, without gradients; nothing if there is none yet.
     *
     * @param who {@link Need.Received} or {@link Need.Previous}, declared by the objective
     */
    Optional<NDArray> embedding(Need who);

    /** Class indices, int64, {@code [B]}. */
    NDArray labels();

    /** The weights in training that the optimizer changes, slot by slot. */
    List<NDArray> weights();

    /** Frozen vectors slot by slot beside {@link #weights()}, declared by the objective. */
    List<NDArray> frozen(Need need);
}
