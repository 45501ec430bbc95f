package org.fedlens.experiment.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedlens.data.ImageShape;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.run.Runs;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.experiment.store.EmbeddingFiles;
import org.fedlens.experiment.store.Embeddings;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderTest {
    @TempDir
    private Path folder;

    @Test
    void a_run_keeps_embeddings_that_do_not_depend_on_its_workers() throws Exception {
        Experiment experiment = Runs.small(
                "FedAvg", Map.of("evaluation.embedEvery", 2, "evaluation.embedPoints", 60, "training.localEpochs", 8));
        Runs.Told told = Runs.play(experiment, folder.resolve("two"), 2);
        Runs.play(experiment, folder.resolve("one"), 1);
        List<Integer> rounds = told.all(RunEvent.Embedded.class).stream()
                .map(RunEvent.Embedded::round)
                .toList();
        assertEquals(List.of(0, 2, 3), rounds);
        List<RunEvent> replayed = new ArrayList<>();
        RunStore.open(folder.resolve("two")).replay(moment -> replayed.add(moment.event()));
        assertEquals(
                told.all(RunEvent.Embedded.class),
                replayed.stream().filter(RunEvent.Embedded.class::isInstance).toList());

        EmbeddingFiles files = EmbeddingFiles.of(folder.resolve("two"));
        EmbeddedImages images = files.images();
        assertEquals(60, images.count());
        assertEquals(240, images.of());
        assertEquals(new ImageShape(1, 8, 8), images.shape());
        assertTrue(Arrays.stream(images.clients()).distinct().count() > 5);
        PreparedExperiment prepared = PreparedExperiment.of(experiment, Path.of("."));
        for (int i = 0; i < 60; i++) {
            assertTrue(prepared.mix(images.clients()[i])[images.labels()[i]] > 0);
        }
        for (int round : rounds) {
            Embeddings embeddings = files.round(round);
            assertEquals(60, embeddings.vectors().length);
            assertEquals(0, embeddings.clusters().length, "nobody clusters here");
            assertEquals(32, embeddings.vectors()[0].length);
            String name = String.format("embeddings/round-%05d", round);
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(name)),
                    Files.readAllBytes(folder.resolve("two").resolve(name)));
        }
        assertFalse(Arrays.deepEquals(files.round(0).vectors(), files.round(3).vectors()));
        double right = IntStream.range(0, 60)
                        .filter(i -> files.round(3).guesses()[i] == images.labels()[i])
                        .count()
                / 60.0;
        assertTrue(right > 0.3, "Guesses right: " + right);
    }

    @Test
    void clusters_of_the_clients_keep_their_numbers_while_others_join_them() throws Exception {
        Map<String, Object> kept = Map.of("evaluation.embedEvery", 1, "evaluation.embedPoints", 80);
        Runs.play(Runs.small("FedBUC", kept), folder.resolve("run"), 2);
        EmbeddingFiles files = EmbeddingFiles.of(folder.resolve("run"));
        int[] clients = files.images().clients();
        assertArrayEquals(
                IntStream.range(0, 80).toArray(),
                files.round(0).clusters(),
                "every image is alone before the first round");
        int[] before = files.round(0).clusters();
        for (int round : files.rounds()) {
            int[] now = files.round(round).clusters();
            for (int i = 0; i < now.length; i++) {
                assertEquals(clients[i], clients[now[i]]);
                assertTrue(now[i] <= i);
                assertEquals(now[i], now[before[i]], "what was together stays together");
            }
            before = now;
        }
        assertTrue(Arrays.stream(before).distinct().count() < 80);
    }

    @Test
    void vectors_come_back_to_sixteen_bits_and_damage_is_named() throws Exception {
        EmbeddingFiles files = EmbeddingFiles.of(folder);
        float[][] vectors = {{1, -0.5f, 0}, {0, 0, 0}, {1e-3f, 2e-3f, -3e-3f}};
        files.write(new Embeddings(7, vectors, new int[] {2, 1, 0}));
        Embeddings read = files.round(7);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(vectors[i], read.vectors()[i], 4e-5f);
        }
        assertArrayEquals(new int[] {2, 1, 0}, read.guesses());
        assertEquals(0, read.clusters().length);
        files.write(new Embeddings(9, vectors, new int[] {2, 1, 0}, new int[] {0, 0, 2}));
        assertArrayEquals(new int[] {0, 0, 2}, files.round(9).clusters());
        assertThrows(Problem.class, () -> files.round(8));
        Path file = folder.resolve("embeddings/round-00007");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(Problem.class, () -> files.round(7));
        Files.write(file, new byte[] {1, 2, 3});
        assertThrows(Problem.class, () -> files.round(7));
    }

    @Test
    void nothing_is_kept_where_nothing_is_asked_for() throws Exception {
        Runs.Told told = Runs.play(
                Runs.small("FedAvg", Map.of("evaluation.embedEvery", 0, "training.rounds", 1)),
                folder.resolve("run"),
                1);
        assertEquals(List.of(), told.all(RunEvent.Embedded.class));
        assertFalse(Files.exists(folder.resolve("run/embeddings")));
    }
}
