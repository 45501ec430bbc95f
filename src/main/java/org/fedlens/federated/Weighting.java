package org.fedlens.federated;

import java.util.Optional;

/** How much each client's update counts in an average. */
public enum Weighting {
    /** By the number of its images. */
    SAMPLES {
        @Override
        public double of(ClientUpdate update) {
            return update.samples() * update.counting();
        }
    },
    /** The same for all. */
    EQUAL {
        @Override
        public double of(ClientUpdate update) {
            return update.counting();
        }
    },

    /**
     * By how far the visit turned what the model says of the client's images (the cosine distance weight of FedReID,
     * Zhuang et al. 2020), as the client tells it, see {@link #TURN}. Where nobody's model turned, by the number of
     * images.
     */
    CHANGE {
        @Override
        public double of(ClientUpdate update) {
            return update.sent().number(TURN).orElse(0) * update.counting();
        }

        @Override
        public Optional<Weighting> otherwise() {
            return Optional.of(SAMPLES);
        }
    };

    /**
     * What a client tells: the mean of {@code 1 - cos} between its model's outputs before and after the visit, 0 to 2.
     */
    public static final String TURN = "turn";

    public abstract double of(ClientUpdate update);

    /** What counts where all weights are 0; nothing where that cannot be. */
    public Optional<Weighting> otherwise() {
        return Optional.empty();
    }
}
