/**
 * Differential privacy: clipping, noise and what has been spent. What may not: nothing else. Begin with {@link
 * org.fedlens.federated.privacy.PrivateAverage}.
 */
package org.fedlens.federated.privacy;
