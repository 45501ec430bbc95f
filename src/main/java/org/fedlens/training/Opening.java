package org.fedlens.training;

import ai.djl.ndarray.NDArray;

/** A visit before its first step, as objectives see it that find something out once. */
public interface Opening {
    /** The server's round, from 1. */
    int round();

    /** How many classes the network knows. */
    int classes();

    /**
     * Shows every batch of the client's own images, in the order of its data, as a frozen network sees it: in evaluation
     * mode and without gradients.
     *
     * @param who declared by the objective
     * @throws InterruptedException if the run was stopped
     */
    void survey(Need who, Look look) throws InterruptedException;

    /** Told about one batch; arrays live until it returns. */
    interface Look {
        /**
         * @param embedding as {@link Step#embedding(Need)}
         * @param logits as {@link Step#logits(Need)}
         * @param labels as {@link Step#labels()}
         */
        void at(NDArray embedding, NDArray logits, NDArray labels);
    }
}
