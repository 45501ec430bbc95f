package org.fedlens.experiment.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and with what a run computes; none of it changes a figure.
 *
 * @param root folder in which a new run's folder is made
 * @param folder the run's own folder, where it is given
 * @param workers clients that train at the same time
 * @param device {@code cpu}, {@code gpu} or {@code gpu:1}
 */
public record RunOptions(Path root, Optional<Path> folder, int workers, String device) {
    public RunOptions(Path root, int workers, String device) {
        this(root, Optional.empty(), workers, device);
    }

    /** As many workers as the machine has cores, on the processor. */
    public static RunOptions standard(Path root) {
        return new RunOptions(root, Runtime.getRuntime().availableProcessors(), "cpu");
    }
}
