package org.fedlens.experiment.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A run under way, in the hand of a person. All calls return at once. */
public interface RunHandle {
    /** The run's folder, as soon as it exists. */
    Optional<Path> folder();

    /** Holds every client between two batches. */
    void pause();

    void resume();

    /** Goes on to the end of the round and pauses there. */
    void step();

    /** Ends the run between two batches; the rounds that were finished stay. */
    void stop();

    /**
     * Changes a live setting from the next round on.
     *
     * @throws org.fedlens.text.Problem if it is not live, or does not take the value
     */
    void change(String path, Object value);

    /** Waits until the run has ended. @return false if it still runs after this time */
    boolean await(Duration atMost) throws InterruptedException;
}
