/**
 * What is done to an update on its way: compression and secure aggregation. What may not: nothing else. Begin with
 * {@link org.fedlens.federated.transport.Compression}.
 */
package org.fedlens.federated.transport;
