package org.fedlens.federated;

import org.fedlens.weights.Slot;

/** What leaves a client, and so what a round costs. */
public enum Traffic {
    /** The whole model, parameters and buffers, both ways in every round. */
    MODEL,
    /** Nothing at all: every client learns alone, and there is no global model. */
    NOTHING,
    /** The images themselves, once: ordinary training on pooled data, the baseline that privacy forbids. */
    IMAGES;

    /** True if the trained values of this slot reach the server. */
    public boolean carries(Slot slot) {
        return this != NOTHING;
    }

    /** True if all images are trained on in one place. */
    public boolean pools() {
        return this == IMAGES;
    }

    /** True if there is one model for all. */
    public boolean shares() {
        return this != NOTHING;
    }

    /** Bytes that reach one client with a broadcast. */
    public long down(Broadcast broadcast) {
        return this == MODEL ? broadcast.bytes() : 0;
    }

    /**
     * Bytes that leave one client with an update.
     *
     * @param images bytes of the client's images and labels
     */
    public long up(ClientUpdate update, int round, long images) {
        return switch (this) {
            case MODEL -> update.bytes();
            case NOTHING -> 0;
            case IMAGES -> round == 1 ? images : 0;
        };
    }
}
