/**
 * The mini-batches of a visit. What may not: no network and no loss. Begin with {@link
 * org.fedlens.training.batch.BatchFeed}.
 */
package org.fedlens.training.batch;
