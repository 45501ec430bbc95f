package org.fedlens.experiment.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run over scenes keeps of single pixels. */
class PixelSampleTest {
    @TempDir
    private Path folder;

    @Test
    void everyClassHasAsManyPixelsAndTheFilesDependOnNoWorker() throws Exception {
        Experiment experiment = Runs.small(
                "FedAvg-BackCE",
                Map.of("evaluation.embedEvery", 1, "evaluation.embedPoints", 110, "training.rounds", 2));
        for (int workers : new int[] {1, 2}) {
            Runs.Told told = Runs.play(experiment, folder.resolve("run" + workers), workers);
            assertEquals(
                    List.of(0, 1, 2),
                    told.all(RunEvent.Embedded.class).stream()
                            .map(RunEvent.Embedded::round)
                            .toList());
        }
        EmbeddingFiles files = EmbeddingFiles.of(folder.resolve("run1"));
        EmbeddedImages shown = files.images();
        assertTrue(shown.spots());
        assertEquals(32, shown.of());
        int[] sizes = new int[11];
        Arrays.stream(shown.labels()).forEach(label -> sizes[label]++);
        // Eleven classes and 110 points: ten of each, or all that there are.
        assertEquals(10, Arrays.stream(sizes).max().orElseThrow());
        assertTrue(Arrays.stream(sizes).filter(size -> size == 10).count() >= 8, Arrays.toString(sizes));
        // Pixels of classes that their holder has erased are there too.
        PreparedExperiment prepared = PreparedExperiment.of(experiment, folder);
        assertTrue(IntStream.range(0, shown.count())
                .anyMatch(i -> !prepared.clients().get(shown.clients()[i]).present()[shown.labels()[i]]));
        for (int round = 0; round < 3; round++) {
            assertEquals(2, files.round(round).vectors()[0].length);
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("run1/embeddings/round-0000" + round)),
                    Files.readAllBytes(folder.resolve("run2/embeddings/round-0000" + round)));
        }
        assertFalse(Arrays.deepEquals(files.round(0).vectors(), files.round(2).vectors()));
    }

    @Test
    void whatIsShownIsThePixelInARingAmongWhatIsAroundIt() {
        ImageShape shape = new ImageShape(1, 20, 30);
        byte[] whole = new byte[shape.size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) (i % 97 + 1);
        }
        byte[] patch = new byte[17 * 17];
        PixelSample.surroundings(whole, shape, 2 * 30 + 14, patch, 0, 17);
        assertEquals(whole[2 * 30 + 14], patch[8 * 17 + 8]);
        assertEquals(whole[4 * 30 + 12], patch[10 * 17 + 6]);
        assertEquals((byte) 255, patch[5 * 17 + 8]);
        assertEquals((byte) 0, patch[8 * 17 + 12]);
        assertEquals(whole[8 * 30 + 20], patch[14 * 17 + 14]);
        // Above the picture there is nothing.
        assertEquals((byte) 0, patch[0]);
    }
}
