package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fedlens.data.partition.ErasedClasses;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.prepare.ExperimentValidator;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sweep and every measured experiment that is delivered: sound as far as settings tell, without its data. */
class ReadyFilesTest {
    private static final String BEST = "best-";

    static List<Path> sweeps() throws IOException {
        return files("sample-data/sweeps");
    }

    static List<Path> measured() throws IOException {
        return files("sample-data/measured");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void aSweepPlaysEveryRowWithEverySeedAndNoRunTwice(Path file) throws IOException {
        Map<String, Object> tree = ExperimentFile.load(file);
        int wanted = ((Collection<?>) tree.get("seeds")).size();
        wanted *= ((Collection<?>) tree.getOrDefault("list", List.of(Map.of()))).size();
        for (Object values : ((Map<?, ?>) tree.getOrDefault("grid", Map.of())).values()) {
            wanted *= ((Collection<?>) values).size();
        }
        Sweep sweep = SweepFile.load(file);
        Set<String> folders = new HashSet<>();
        Set<Map<String, Object>> different = new HashSet<>();
        for (Sweep.Trial trial : sweep.trials()) {
            Experiment experiment = SweepFile.experiment(sweep, trial);
            requireFit(experiment);
            assertEquals(trial.seed(), experiment.seed());
            assertTrue(folders.add(trial.folder()), trial.folder());
            Map<String, Object> settings = ExperimentFile.tree(experiment);
            assertTrue(different.add(ExperimentFile.with(settings, "name", "any")), () -> trial + " is there already");
        }
        assertEquals(wanted, sweep.trials().size());
        assertEquals(wanted, different.size());
        for (String metric : sweep.metrics()) {
            boolean known = RunEvent.Evaluated.HEADLINES.contains(metric.replaceFirst("^" + BEST, ""));
            assertTrue(known || !metric.startsWith(BEST), metric + " stays empty");
        }
        requireComment(file);
    }

    @ParameterizedTest
    @MethodSource("measured")
    void aMeasuredExperimentIsSound(Path file) throws IOException {
        requireFit(ExperimentFile.require(ExperimentFile.load(file)));
        requireComment(file);
    }

    /** Erased labels are those of pixels, and so are those of CamVid. */
    private static void requireFit(Experiment experiment) {
        boolean erased = experiment.partition().scheme() instanceof ErasedClasses;
        ExperimentValidator.requirePixels(
                experiment, erased || experiment.data().source().endsWith("camvid"));
    }

    /** Who opens a file first reads what it is for. */
    private static void requireComment(Path file) throws IOException {
        String first = Files.readAllLines(file).get(0);
        assertTrue(first.startsWith("# ") && first.length() > 20, first);
    }

    @Test
    void nothingElseLiesThere() throws IOException {
        for (List<Path> all : List.of(sweeps(), measured())) {
            assertFalse(all.isEmpty());
            all.forEach(file -> assertTrue(file.toString().endsWith(".yaml"), file.toString()));
        }
    }
}
