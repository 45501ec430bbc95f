package org.fedlens.experiment.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many experiments from one file: every case with every seed.
 *
 * @param name shown above the table
 * @param base the experiment that all cases vary, as a tree
 * @param cases what is compared
 * @param seeds with which each case is played
 * @param metrics columns of the table; the last value of each run
 */
public record Sweep(String name, Map<String, Object> base, List<Case> cases, List<Long> seeds, List<String> metrics) {
    public Sweep {
        cases = List.copyOf(cases);
        seeds = List.copyOf(seeds);
        metrics = List.copyOf(metrics);
    }

    /**
     * One row of the table.
     *
     * @param label short and for people
     * @param changes settings by path, in the order in which they are set
     */
    public record Case(String label, Map<String, Object> changes) {
        public Case {
            changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
        }
    }

    /**
     * One run of a sweep.
     *
     * @param row index of its case
     * @param folder name of its folder within the sweep's
     */
    public record Trial(int row, String label, long seed, String folder) {}

    /** All runs, seed by seed, so that a sweep that is stopped early has compared everything at least once. */
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (long seed : seeds) {
            for (int row = 0; row < cases.size(); row++) {
                String label = cases.get(row).label();
                String slug = label.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}.]+", "-")
                        .replaceAll("^-|-$", "");
                String folder = String.format(Locale.ROOT, "%02d-%s-seed-%d", row + 1, slug, seed);
                trials.add(new Trial(row, label, seed, folder));
            }
        }
        return trials;
    }
}
