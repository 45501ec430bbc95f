package org.fedlens.training.tensor;

import java.util.function.Supplier;

/** How a client's training stays under the hand of the person, asked between two batches, and who helps it. */
public interface TrainingControl {
    /**
     * Waits while the run is paused.
     *
     * @throws InterruptedException if the run was stopped
     */
    void pass() throws InterruptedException;

    /** @param share of the local work done, 0 to 1 */
    void progress(double share);

    /**
     * Lets another thread do some work before its result is wanted, where there is one to spare.
     *
     * @param work gives the same whoever does it and whenever
     * @return gives the result, or throws what the work threw; to be asked once
     */
    default <T> Supplier<T> ahead(Supplier<T> work) {
        return work;
    }

    /** Goes on without asking anybody. */
    TrainingControl FREE = new TrainingControl() {
        @Override
        public void pass() {}

        @Override
        public void progress(double share) {}
    };
}
