package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.weights.Part;

/** One mini-batch of one client, as objectives see it. Forward passes are computed once and shared. */
public interface Step {
    /**
     * What a network makes of a view, up to one of its parts: features for {@link Part#BACKBONE}, the embedding for
     * {@link Part#PROJECTOR}, the guess for {@link Part#PREDICTOR}, class scores for {@link Part#HEAD}. A part that the
     * network lacks passes on what it would read. Without gradients for all but {@link Who#ONLINE}.
     *
     * @param who declared by the objective's {@link Objective#needs()} or {@link Objective#heads()}
     * @param view declared by {@link Objective#views()}
     */
    NDArray of(Who who, View view, Part part);

    /** False for a network that does not exist yet, as {@link Who#PREVIOUS} on a client's first visit. */
    boolean has(Who who);

    /** Class scores of the network in training, {@code [B, C]}, or {@code [B, C, H, W]} for a network of pixels. */
    default NDArray logits() {
        return of(Who.ONLINE, View.FIRST, Part.HEAD);
    }

    /** What the network in training makes of the images before it classifies them, {@code [B, D]}. */
    default NDArray embedding() {
        return of(Who.ONLINE, View.FIRST, Part.PROJECTOR);
    }

    /** Class scores of its auxiliary heads, shaped as {@link #logits()}; most networks have none. */
    List<NDArray> sides();

    /** Class indices, int64, {@code [B]}, or {@code [B, H, W]} from masks. */
    NDArray labels();

    /** By class: true if the client has any of it among its own images. */
    boolean[] ownClasses();

    /** Which of the client's own images these are, int64, {@code [B]}. */
    NDArray indices();

    /** The visit's stream for what an objective draws. */
    UniformRandomProvider random();

    /** The weights in training that the optimizer changes, slot by slot. */
    List<NDArray> weights();

    /** Frozen vectors slot by slot beside {@link #weights()}, declared by the objective. */
    List<NDArray> frozen(Need need);

    /** What objectives keep during the visit. */
    Notes notes();

    /**
     * Moves the target towards the encoder in training: {@code t <- rate t + (1 - rate) w} for what is learned; its
     * running statistics come from its own passes. Only before the first pass of a step or after the last.
     *
     * @param rate 1 leaves it, 0 copies
     */
    void follow(double rate);
}
