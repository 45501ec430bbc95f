package org.fedlens.federated;

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
    };

    public abstract double of(ClientUpdate update);
}
