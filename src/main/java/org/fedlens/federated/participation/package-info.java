/**
 * Who takes part in a round and who does not finish. What may not: nothing else. Begin with {@link
 * org.fedlens.federated.participation.Sampling}.
 */
package org.fedlens.federated.participation;
