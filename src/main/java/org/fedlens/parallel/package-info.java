/**
 * How a computation is cut into independent pieces, whoever does them. Nothing in here makes a thread: who has threads
 * brings them. Begin reading at {@link org.fedlens.parallel.ParallelFor}.
 */
package org.fedlens.parallel;
