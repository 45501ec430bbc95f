package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fedlens.training.Heads;
import org.fedlens.training.Network;
import org.fedlens.training.Pace;
import org.fedlens.training.engine.Native;
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

    @Test
    void an_encoder_without_a_classifier_is_judged_by_its_neighbours() throws Exception {
        Experiment experiment = Runs.small(
                "FedAvg", Map.of("data.train", 600, "data.test", 200, "evaluation.representation.linear", "evaluated"));
        Prepared whole = Prepared.of(experiment, Path.of("."));
        Network encoder = experiment
                .model()
                .network(
                        whole.data().shape(),
                        whole.data().classes().size(),
                        Heads.projecting(Heads.Mlp.of(64, 32, Heads.Norms.NONE)));
        Prepared prepared = new Prepared(
                experiment,
                whole.data(),
                whole.clients(),
                whole.held(),
                whole.searches(),
                whole.partition(),
                encoder,
                Optional.empty(),
                Optional.empty());
        Native.prepareThread();
        List<Measure> measures = new Evaluation(
                        prepared, Native.open("cpu"), new OneAfterTheOther(), Control.holding(progress -> Pace.FREE))
                .of(Runner.initial(prepared)).stream()
                        .filter(measure -> measure.metric().contains("accuracy"))
                        .toList();
        assertEquals(
                List.of("knn-accuracy", "linear-accuracy", "linear-accuracy-best"),
                measures.stream().map(Measure::metric).toList());
        // A tenth would be chance. Neighbours do not mind that an untrained encoder's features are small; a hundred
        // epochs of small steps do.
        assertTrue(measures.get(0).value() > 0.5 && measures.get(0).value() <= 1, measures.toString());
        assertTrue(measures.get(1).value() > 0.2, measures.toString());
        assertTrue(measures.get(2).value() >= measures.get(1).value(), measures.toString());
    }

    private static final class OneAfterTheOther implements RoundExecutor {
        @Override
        public <R> void run(List<? extends Callable<R>> jobs, Consumer<R> inOrder) {
            for (Callable<R> job : jobs) {
                try {
                    inOrder.accept(job.call());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
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
