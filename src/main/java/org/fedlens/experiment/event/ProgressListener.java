package org.fedlens.experiment.event;

/** Somebody who waits for a longer calculation. */
public interface ProgressListener {
    /** False as soon as nobody waits any more; asked between two batches. */
    boolean wanted();

    /** @param share of the work done, 0 to 1 */
    void progress(double share);

    /** @throws InterruptedException if nobody waits any more */
    default void require() throws InterruptedException {
        if (!wanted()) {
            throw new InterruptedException("Nobody waits for this any more");
        }
    }
}
