package org.fedlens.training;

/** How a client's training stays under the hand of the person: asked between two batches. */
public interface Pace {
    /**
     * Waits while the run is paused.
     *
     * @throws InterruptedException if the run was stopped
     */
    void pass() throws InterruptedException;

    /** @param share of the local work done, 0 to 1 */
    void progress(double share);

    /** Goes on without asking anybody. */
    Pace FREE = new Pace() {
        @Override
        public void pass() {}

        @Override
        public void progress(double share) {}
    };
}
