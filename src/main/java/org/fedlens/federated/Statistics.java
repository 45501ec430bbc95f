package org.fedlens.federated;

/** How the running statistics of batch normalisation are merged. */
public enum Statistics {
    /** The weighted mean of means and of variances, as most code does. It forgets that the means differ. */
    PLAIN,
    /** The variance of all clients' data taken together: {@code sum p_k (var_k + mean_k^2) - mean^2}. */
    POOLED
}
