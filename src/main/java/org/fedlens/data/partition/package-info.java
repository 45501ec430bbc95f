/**
 * Deals training images to clients. What may not: a scheme is a record; it draws from its own stream of random
 * numbers only. Begin with {@link org.fedlens.data.partition.Partitioner}.
 */
package org.fedlens.data.partition;
