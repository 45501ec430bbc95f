package org.fedlens.experiment.store;

import java.nio.file.Path;

/**
 * One run of a list.
 *
 * @param data source of its images
 * @param lastRound last round that was evaluated
 * @param outcome {@code FINISHED}, {@code STOPPED}, {@code DIVERGED}, {@code FAILED}, or {@code INTERRUPTED} where the
 *     run ended without a word
 * @param best best accuracy over all rounds, NaN if it never was evaluated
 * @param last accuracy of the last evaluation
 */
public record RunSummary(
        Path folder,
        String name,
        String algorithm,
        String data,
        long seed,
        int rounds,
        int lastRound,
        String outcome,
        double best,
        double last) {}
