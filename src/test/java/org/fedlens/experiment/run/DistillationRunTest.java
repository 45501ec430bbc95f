package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's own lesson on public pictures: when it acts, what it leaves alone, what it cannot go together with. */
class DistillationRunTest {
    private static final String NAME = "training.distillation.name";

    @TempDir
    Path folder;

    private static Map<String, Object> lesson(Object... more) {
        Map<String, Object> changes =
                new HashMap<>(Map.of(NAME, "features", "training.distillation.images", 60, "system.dropOut", 0));
        for (int i = 0; i < more.length; i += 2) {
            changes.put((String) more[i], more[i + 1]);
        }
        return Runs.choicesFirst(changes);
    }

    private Runs.Told play(String name, Experiment experiment, int workers) throws Exception {
        return Runs.play(experiment, folder.resolve(name), workers);
    }

    private static List<Double> figures(Runs.Told told, String metric) {
        return told.all(RunEvent.Evaluated.class).stream()
                .map(evaluated -> evaluated.global(metric))
                .toList();
    }

    @Test
    void it_acts_in_the_rounds_where_it_is_due_and_leaves_the_classifier_alone() throws Exception {
        Experiment taught = Runs.small(
                "FedAvg",
                lesson("training.distillation.every", 2, "training.distillation.rate", 0.01, "training.rounds", 2));
        Runs.Told with = play("with", taught, 2);
        Runs.Told without = play("without", Runs.small("FedAvg", Map.of("system.dropOut", 0, "training.rounds", 2)), 2);
        List<Double> losses = figures(with, "distillation-loss");
        assertTrue(losses.get(0).isNaN() && losses.get(1).isNaN(), "none in round 1: " + losses);
        assertTrue(losses.get(2) > 0, "in round 2: " + losses);
        assertEquals(figures(without, "loss").get(1), figures(with, "loss").get(1));
        assertNotEquals(figures(without, "loss").get(2), figures(with, "loss").get(2));
        Weights plain = ReIdRunTest.weights(without.folder(), "global.weights");
        Weights lesson = ReIdRunTest.weights(with.folder(), "global.weights");
        assertEquals(
                plain.only(slot -> slot.part() == NetworkPart.HEAD),
                lesson.only(slot -> slot.part() == NetworkPart.HEAD));
        assertNotEquals(
                plain.only(slot -> slot.part() == NetworkPart.BACKBONE),
                lesson.only(slot -> slot.part() == NetworkPart.BACKBONE));
    }

    @Test
    void the_same_bits_for_any_number_of_workers_and_after_a_stop() throws Exception {
        Experiment experiment = Runs.small("FedAvg", lesson("training.distillation.every", 1));
        Runs.Told one = play("one", experiment, 1);
        play("three", experiment, 3);
        Path stopped = folder.resolve("stopped");
        Runs.play(experiment, stopped, 2, (moment, run) -> {
            if (moment.event() instanceof RunEvent.RoundOpened opened && opened.round() == 2) {
                run.stop();
            }
        });
        Runs.resume(stopped, 2);
        assertEquals(RunEvent.Outcome.FINISHED, one.end().outcome());
        for (String other : List.of("three", "stopped")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve("metrics.csv")),
                    Files.readAllBytes(folder.resolve(other).resolve("metrics.csv")),
                    other);
        }
    }

    @Test
    void it_teaches_an_encoder_whose_classifiers_never_travel() throws Exception {
        Map<String, Object> changes =
                lesson("training.distillation.source", "people", "training.distillation.every", 1, "system.dropOut", 0);
        Runs.Told told = play("people", ReIdRunTest.people("FedReID", changes), 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        assertTrue(figures(told, "distillation-loss").get(1) > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "FedAvg, system.secrecy.name, masks, distillation.secret",
        "FedBN, model.name, small-resnet, distillation.parts",
        "LocalOnly, training.rounds, 2, distillation.parts",
        "FedSeg, training.rounds, 2, distillation.pixels",
        "FedAvg, training.distillation.source, shapes-32, distillation.shape",
        "FedAvg, training.distillation.source, people, data.people.small",
        "FedAvg, training.distillation.source, nowhere, data.noFolder"
    })
    void what_cannot_be_taught_is_refused_with_the_reason(String method, String path, String value, String reason)
            throws Exception {
        Map<String, Object> changes = lesson(path, value);
        if (method.equals("FedSeg")) {
            changes.put("training.distillation.source", "street-scenes");
        }
        Runs.Told told = play("refused", Runs.small(method, changes), 2);
        assertEquals(reason, told.refused().orElseThrow().reason().key());
        assertTrue(told.refused().orElseThrow().where().startsWith("training.distillation."));
    }
}
