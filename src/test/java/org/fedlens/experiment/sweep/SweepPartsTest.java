package org.fedlens.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepPartsTest {
    @TempDir
    private Path root;

    private static Sweep sweep(Map<String, Object> grid) {
        Map<String, Object> experiment = Map.of("data", Map.of("source", "digits-8x8", "train", 100, "test", 50));
        return SweepFile.read(
                Map.of("sweep", "Some runs", "experiment", experiment, "grid", grid, "seeds", List.of(1, 2)), "sweep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1, 0.3,1      | 0.1;0.3;1",
                "0 : 1 : 5       | 0;0.25;0.5;0.75;1",
                "0.01 : 1 : log 3| 0.01;0.1;1",
                "32 : 8 : 3      | 32;20;8",
                "1 : 3 : 3       | 1;2;3",
                "FedAvg          | FedAvg"
            })
    void values_are_read_as_they_are_typed(String typed, String wanted) {
        assertEquals(List.of(wanted.split(";")), ValueRange.parse(typed, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 : 1", "1 : 2 : 1", "0 : 1 : log 3", "a : b : 3", "1 : 1 : 3", "1 : 2 : 1000"})
    void what_is_no_range_is_refused(String typed) {
        Problem problem = assertThrows(Problem.class, () -> ValueRange.parse(typed, "training.batch"));
        assertEquals("training.batch", problem.where());
    }

    @Test
    void two_factors_make_rows_and_columns_and_a_list_makes_rows() {
        Map<String, Object> grid = new LinkedHashMap<>();
        grid.put("algorithm.name", List.of("FedAvg", "FedProx"));
        grid.put("training.batch", List.of(8, 16, 32));
        assertEquals(
                new SweepGrid(List.of("FedAvg", "FedProx"), List.of("batch 8", "batch 16", "batch 32")),
                SweepGrid.of(sweep(grid)));
        assertEquals(
                new SweepGrid(List.of("FedAvg", "FedProx"), List.of("")),
                SweepGrid.of(sweep(Map.of("algorithm.name", List.of("FedAvg", "FedProx")))));
    }

    @Test
    void a_sweeps_folder_tells_the_same_runs_and_is_found_again() {
        Sweep batches = sweep(Map.of("training.batch", List.of(8, 16)));
        SweepFolder kept = SweepFolder.keep(root, batches, Path.of("data"));
        SweepFolder read = SweepFolder.open(kept.folder());
        assertEquals(batches.trials(), read.sweep().trials());
        for (Sweep.Trial trial : batches.trials()) {
            assertEquals(SweepFile.experiment(batches, trial), SweepFile.experiment(read.sweep(), trial));
        }
        assertEquals(Path.of("data").toAbsolutePath(), read.base());
        assertEquals(
                kept.folder(), SweepFolder.keep(root, batches, Path.of("data")).folder());
        Sweep others = sweep(Map.of("training.batch", List.of(8, 32)));
        assertEquals(
                root.resolve("some-runs-2"),
                SweepFolder.keep(root, others, Path.of("data")).folder());
        assertEquals(2, SweepFolder.list(root).size());
    }
}
