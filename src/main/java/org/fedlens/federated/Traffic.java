package org.fedlens.federated;

import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;

/** What leaves a client, and so what a round costs. */
public enum Traffic {
    /** The whole model, parameters and buffers, both ways in every round. */
    MODEL,
    /** All but the scales, shifts and running statistics of normalisation layers, which each client keeps (FedBN). */
    ALL_BUT_NORMS {
        @Override
        public boolean carries(Slot slot) {
            return slot.kind() == SlotKind.TRAINED;
        }
    },
    /** All but the classifier, which each client keeps (FedPer). */
    ALL_BUT_HEAD {
        @Override
        public boolean carries(Slot slot) {
            return slot.part() != NetworkPart.HEAD;
        }
    },
    /** All but a target network, which each client keeps or makes anew. */
    ALL_BUT_TARGET {
        @Override
        public boolean carries(Slot slot) {
            return slot.part() != NetworkPart.TARGET;
        }

        @Override
        public boolean sharesAll() {
            return true;
        }
    },
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

    /** True if the server ends up with one whole model for all. */
    public boolean sharesAll() {
        return this == MODEL || this == IMAGES;
    }

    /** Bytes that reach one client with a broadcast. */
    public long down(Broadcast broadcast) {
        return this == NOTHING || pools()
                ? 0
                : broadcast.global().only(this::carries).bytes()
                        + broadcast.memory().bytes();
    }

    /**
     * Bytes that leave one client with an update.
     *
     * @param update bytes of the update as it was packed
     * @param images bytes of the client's images and labels
     */
    public long up(long update, int round, long images) {
        if (pools()) {
            return round == 1 ? images : 0;
        }
        return update;
    }
}
