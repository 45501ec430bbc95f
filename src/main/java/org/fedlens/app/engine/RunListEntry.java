package org.fedlens.app.engine;

import java.nio.file.Path;
import org.fedlens.experiment.store.RunSummary;

/**
 * A run on disk, for the list of earlier runs.
 *
 * @param folder where it lies
 * @param name of its experiment
 * @param detail its method and data
 * @param rounds planned
 * @param lastRound finished
 * @param best best accuracy, NaN if it was never evaluated
 * @param finished false if it can be resumed
 */
public record RunListEntry(
        Path folder, String name, String detail, int rounds, int lastRound, double best, boolean finished) {
    static RunListEntry of(RunSummary run) {
        return new RunListEntry(
                run.folder(),
                run.name(),
                run.data() + " \u00b7 " + run.algorithm(),
                run.rounds(),
                run.lastRound(),
                run.best(),
                run.outcome().equals("FINISHED"));
    }
}
