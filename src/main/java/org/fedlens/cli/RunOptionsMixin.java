package org.fedlens.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.store.FedLensHome;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import picocli.CommandLine.Option;

/** Where and with what a run computes; none of it changes a figure. */
final class RunOptionsMixin {
    private static final int MOST_WORKERS = 256;

    @Option(names = "--workers", description = "Clients trained at the same time (default: the number of cores)")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--device", description = "cpu, gpu or gpu:1 (default: ${DEFAULT-VALUE})")
    private String device = "cpu";

    RunOptions options(Optional<Path> folder) {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new Problem(
                    "--workers", Text.of("setting.outside", workers), Text.of("setting.enterWhole", 1, MOST_WORKERS));
        }
        return new RunOptions(FedLensHome.runs(), folder, workers, device);
    }
}
