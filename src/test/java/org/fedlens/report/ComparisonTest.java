package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.PastRun;
import org.fedlens.experiment.RunStore;
import org.fedlens.experiment.Runs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private static Path folder;

    private static final List<PastRun> RUNS = new ArrayList<>();

    @BeforeAll
    static void play() throws Exception {
        for (String method : List.of("FedAvg", "FedProx", "LocalOnly")) {
            for (int seed = 1; seed <= 3; seed++) {
                Path own = folder.resolve(method + "-" + seed);
                Runs.play(Runs.small(method, Map.of("seed", seed, "training.rounds", 2)), own, 2);
                RUNS.add(RunStore.open(own));
            }
        }
    }

    private static double last(PastRun run) {
        return run.summary().last();
    }

    @Test
    void runs_that_differ_in_their_seed_only_are_one_group_and_the_best_comes_first() {
        Comparison comparison = Comparison.of(RUNS, "accuracy", Comparison.Test.T);
        assertEquals(3, comparison.groups().size());
        for (int i = 1; i < 3; i++) {
            assertTrue(comparison.groups().get(i - 1).meanLast()
                    >= comparison.groups().get(i).meanLast());
        }
        Comparison.Group average = comparison.groups().stream()
                .filter(group -> group.label().equals("FedAvg"))
                .findFirst()
                .orElseThrow();
        double mean = (last(RUNS.get(0)) + last(RUNS.get(1)) + last(RUNS.get(2))) / 3;
        assertEquals(mean, average.meanLast(), 1e-12);
        assertTrue(average.meanBest() >= average.meanLast());
        assertTrue(comparison.csv().contains("\"FedAvg\",3," + mean));
    }

    @Test
    void pairs_are_tested_on_common_seeds_and_corrected_for_their_number() {
        Comparison comparison = Comparison.of(RUNS, "accuracy", Comparison.Test.T);
        assertEquals(3, comparison.pairs().size());
        Comparison.Pair pair = comparison.pairs().stream()
                .filter(one -> (one.first() + one.second()).contains("FedAvg")
                        && (one.first() + one.second()).contains("LocalOnly"))
                .findFirst()
                .orElseThrow();
        double[] differences = new double[3];
        double mean = 0;
        for (int i = 0; i < 3; i++) {
            differences[i] = last(RUNS.get(i)) - last(RUNS.get(6 + i));
            mean += differences[i] / 3;
        }
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        double t = Math.abs(mean) / Math.sqrt(squares / 2 / 3);
        double wanted = 2 * TDistribution.of(2).survivalProbability(t);
        assertEquals(wanted, pair.p(), 1e-9);
        assertEquals(Math.abs(mean), Math.abs(pair.difference()), 1e-12);
        List<Double> sorted = comparison.pairs().stream()
                .map(Comparison.Pair::p)
                .filter(p -> !p.isNaN())
                .sorted()
                .toList();
        double least = comparison.pairs().stream()
                .mapToDouble(Comparison.Pair::corrected)
                .filter(p -> !Double.isNaN(p))
                .min()
                .orElseThrow();
        assertEquals(Math.min(1, sorted.size() * sorted.get(0)), least, 1e-12);
    }

    @Test
    void with_three_seeds_ranks_can_prove_nothing() {
        Comparison ranks = Comparison.of(RUNS, "accuracy", Comparison.Test.WILCOXON);
        assertTrue(ranks.pairs().stream().allMatch(pair -> Double.isNaN(pair.p()) || pair.p() >= 0.25));
    }

    @Test
    void groups_are_called_after_the_settings_in_which_they_differ() throws Exception {
        Map<String, Object> tree = ExperimentFile.tree(RUNS.get(0).experiment());
        Path own = folder.resolve("batch");
        Runs.play(ExperimentFile.require(ExperimentFile.with(tree, "training.batch", 8)), own, 2);
        Comparison comparison = Comparison.of(List.of(RUNS.get(0), RunStore.open(own)), "accuracy", Comparison.Test.T);
        assertEquals(
                List.of("batch 16", "batch 8"),
                comparison.groups().stream()
                        .map(Comparison.Group::label)
                        .sorted()
                        .toList());
    }
}
