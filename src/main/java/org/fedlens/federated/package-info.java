/**
 * A round as a pure function on heap values: what is sent, what comes back, how it is merged. What may not: no
 * training, no threads, no clock, no native memory. Begin with {@link org.fedlens.federated.Aggregator}.
 */
package org.fedlens.federated;
