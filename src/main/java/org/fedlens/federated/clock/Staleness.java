package org.fedlens.federated.clock;

/** How much less an update counts the more aggregations happened while it was on its way. */
public enum Staleness {
    /** Always 1. */
    CONSTANT {
        @Override
        public double of(int stale, double exponent, int grace) {
            return 1;
        }
    },
    /** {@code (1 + s)^-a}. */
    POLYNOMIAL {
        @Override
        public double of(int stale, double exponent, int grace) {
            return Math.pow(1.0 + stale, -exponent);
        }
    },
    /** 1 up to b, then {@code 1 / (a (s - b) + 1)}. */
    HINGE {
        @Override
        public double of(int stale, double exponent, int grace) {
            return stale <= grace ? 1 : 1 / (exponent * (stale - grace) + 1);
        }
    };

    /**
     * @param stale s
     * @param exponent a
     * @param grace b
     */
    public abstract double of(int stale, double exponent, int grace);
}
