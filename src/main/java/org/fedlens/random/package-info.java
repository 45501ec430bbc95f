/**
 * Streams of random numbers by seed, purpose and keys. What may not: the only source of random numbers in the
 * program. Begin with {@link org.fedlens.random.Streams}.
 */
package org.fedlens.random;
