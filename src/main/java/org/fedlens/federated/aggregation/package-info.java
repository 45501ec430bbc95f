/**
 * Rules that average: FedAvg, FedNova, SCAFFOLD, FedDyn and optimisers on the server. What may not: robust and
 * private rules have rooms of their own. Begin with {@link org.fedlens.federated.aggregation.WeightedMean}.
 */
package org.fedlens.federated.aggregation;
