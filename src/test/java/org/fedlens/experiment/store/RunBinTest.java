package org.fedlens.experiment.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunBinTest {
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    @TempDir
    Path root;

    private Path run(String name) throws IOException {
        Path run = Files.createDirectories(root.resolve(name));
        Files.writeString(run.resolve("metrics.csv"), name);
        return run;
    }

    @Test
    void a_discarded_run_is_gone_from_the_runs_and_comes_back_whole() throws IOException {
        RunBin bin = new RunBin(root);
        Path run = run("one");
        Path place = bin.discard(run, NOW);
        assertFalse(Files.exists(run));
        assertEquals(run, bin.restore(place));
        assertEquals("one", Files.readString(run.resolve("metrics.csv")));
    }

    @Test
    void two_runs_of_one_name_lie_side_by_side_in_the_bin() throws IOException {
        RunBin bin = new RunBin(root);
        Path first = bin.discard(run("one"), NOW);
        Path second = bin.discard(run("one"), NOW);
        assertEquals("one-2", second.getFileName().toString());
        assertTrue(Files.exists(first));
    }

    @Test
    void the_bin_is_emptied_of_what_is_older_than_thirty_days() throws IOException {
        RunBin bin = new RunBin(root);
        bin.discard(run("old"), NOW.minus(Duration.ofDays(31)));
        Path young = bin.discard(run("young"), NOW.minus(Duration.ofDays(29)));
        assertEquals(List.of("old"), bin.empty(NOW));
        assertTrue(Files.exists(young));
        assertEquals(List.of(), new RunBin(root.resolve("nowhere")).empty(NOW));
    }

    @Test
    void a_run_that_is_not_there_is_a_problem_with_its_name() {
        Problem problem = assertThrows(Problem.class, () -> new RunBin(root).discard(root.resolve("none"), NOW));
        assertTrue(problem.where().endsWith("none"), problem.where());
    }
}
