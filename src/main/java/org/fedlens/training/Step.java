package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** One mini-batch of one client, as objectives see it. Forward passes are computed once and shared. */
public interface Step {
    /** Class scores of the network in training, {@code [B, C]}, or {@code [B, C, H, W]} for a network of pixels. */
    NDArray logits();

    /** Class scores of its auxiliary heads, shaped as {@link #logits()}; most networks have none. */
    default List<NDArray> sides() {
        return List.of();
    }

    /**
     * What the network in training makes of the images before it classifies them, {@code [B, D]}; from a network of pixels
     * {@code [B, D, h, w]}, of unit length along D.
     */
    NDArray embedding();

    /**
     * The same from a frozen network in evaluation mode, without gradients; nothing if there is none yet.
     *
     * @param who {@link Need.Received} or {@link Need.Previous}, declared by the objective
     */
    Optional<NDArray> embedding(Need who);

    /** The class scores of a frozen network, as {@link #embedding(Need)}. */
    Optional<NDArray> logits(Need who);

    /** Class indices, int64, {@code [B]}, or {@code [B, H, W]} for a network of pixels. */
    NDArray labels();

    /** By class: true if the client has any of it among its own images. */
    boolean[] ownClasses();

    /** What the objective found before the visit's first step, see {@link Objective#before}; nothing if it did not. */
    Optional<NDArray> found(String name);

    /** The visit's stream for whatever an objective draws. */
    UniformRandomProvider random();

    /** The weights in training that the optimizer changes, slot by slot. */
    List<NDArray> weights();

    /** Frozen vectors slot by slot beside {@link #weights()}, declared by the objective. */
    List<NDArray> frozen(Need need);
}
