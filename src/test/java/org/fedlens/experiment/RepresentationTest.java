package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepresentationTest {
    @TempDir
    private Path folder;

    @Test
    void linear_evaluation_and_few_labels_tell_last_and_best_and_change_nothing() throws Exception {
        Map<String, Object> asked = Map.of(
                "evaluation.representation.linear", "last",
                "evaluation.representation.fewLabels", "last",
                "training.rounds", 2);
        Runs.play(Runs.small("FedAvg", asked), folder.resolve("two"), 2);
        Runs.play(Runs.small("FedAvg", asked), folder.resolve("one"), 1);
        Runs.play(Runs.small("FedAvg", Map.of("training.rounds", 2)), folder.resolve("plain"), 2);
        String two = Files.readString(folder.resolve("two/metrics.csv"));
        assertEquals(two, Files.readString(folder.resolve("one/metrics.csv")));
        Set<String> more = new TreeSet<>();
        for (String line : two.lines().toList()) {
            if (line.contains("linear-") || line.contains("labels-")) {
                String[] cells = line.split(",");
                assertEquals("2", cells[0]);
                double value = Double.parseDouble(cells[3]);
                assertTrue(value > 0.05 && value <= 1, line);
                more.add(cells[2]);
            }
        }
        assertEquals(
                Set.of(
                        "linear-accuracy", "linear-accuracy-best",
                        "labels-1-accuracy", "labels-1-accuracy-best",
                        "labels-5-accuracy", "labels-5-accuracy-best",
                        "labels-10-accuracy", "labels-10-accuracy-best"),
                more);
        // LIN-2: everything else is as it is without them.
        assertEquals(
                Files.readString(folder.resolve("plain/metrics.csv")),
                two.lines()
                        .filter(line -> !line.contains("linear-") && !line.contains("labels-"))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** SEMI-1: where the first images keep their labels, no client holds them. */
    @Test
    void clients_do_not_hold_the_images_that_keep_their_labels() {
        Experiment experiment = Runs.small(
                "FedAvg",
                Map.of("evaluation.representation.fewLabels", "last", "evaluation.representation.labelled", "first"));
        Prepared with = Prepared.of(experiment, Path.of("."));
        Prepared without = Prepared.of(Runs.small("FedAvg", Map.of()), Path.of("."));
        int[] seen = new int[2];
        for (int client = 0; client < 12; client++) {
            seen[0] += with.clients().get(client).count();
            seen[1] += without.clients().get(client).count();
        }
        assertEquals(240, seen[1]);
        assertEquals(216, seen[0]);
    }
}
