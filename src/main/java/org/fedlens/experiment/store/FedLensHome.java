package org.fedlens.experiment.store;

import java.nio.file.Path;
import java.util.Optional;

/** Where runs and preferences live: the system property {@code fedlens.home}, else {@code .fedlens} at home. */
public final class FedLensHome {
    private FedLensHome() {}

    public static Path folder() {
        return Optional.ofNullable(System.getProperty("fedlens.home"))
                .filter(given -> !given.isEmpty())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".fedlens"));
    }

    /** Runs of the window and of the terminal lie side by side. */
    public static Path runs() {
        return folder().resolve("runs");
    }
}
