package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;
import org.fedlens.training.Algorithm;
import org.fedlens.training.Unlabelled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Heads of methods without labels normalise over a batch: a batch in which a picture would be alone never comes to it.
 */
class UnlabelledBadInputTest {
    @TempDir
    Path folder;

    /** Everybody who normalises over a batch of pictures, or has nothing but a batch to learn from. */
    static Stream<String> compares() {
        return Catalog.all().stream()
                .filter(method -> method.supervision() instanceof Unlabelled
                        || method.objective().heads().normalizesBatch())
                .map(Algorithm::name)
                .filter(name -> !Runs.small(name, Map.of()).model().pixelwise());
    }

    @Test
    void theMethodsOfTheCatalogueAreAmongThem() {
        List<String> names = compares().toList();
        assertTrue(
                names.containsAll(List.of("FedSimCLR", "FedSimSiam", "FedMoCo", "FedBYOL", "FedU")), names.toString());
    }

    @ParameterizedTest
    @MethodSource("compares")
    void aBatchOfOneIsNamedBeforeAnythingIsWritten(String method) throws Exception {
        Experiment one = Runs.small(method, Map.of("training.batch", 1));
        Problem problem = assertThrows(Problem.class, () -> Prepared.of(one, folder));
        assertEquals("training.batch", problem.where(), problem::getMessage);
        assertEquals("unlabelled.batchOfTwo", problem.remedy().key());
        for (String language : List.of("en", "zh-CN")) {
            String said = problem.say(Words.forTag(language));
            assertFalse(said.contains("{") || said.contains("null"), said);
        }
        Path run = folder.resolve("run");
        Runs.Told told = Runs.play(one, run, 1);
        assertEquals(problem.reason(), told.refused().orElseThrow().reason());
        assertFalse(Files.exists(run), "half a run");
    }

    /** Fifteen pictures and batches of seven leave one over, which waits for the next epoch. */
    @ParameterizedTest
    @ValueSource(strings = {"FedSimCLR", "FedSimSiam", "FedBYOL"})
    void aPictureThatIsLeftOverIsNoBatch(String method) throws Exception {
        Map<String, Object> uneven = Map.of(
                "partition.scheme",
                "iid",
                "partition.clients",
                16,
                "training.batch",
                7,
                "training.rounds",
                1,
                "training.participation",
                0.25,
                "system.dropOut",
                0.0);
        Runs.Told told = Runs.play(Runs.small(method, uneven), folder.resolve("run"), 2);
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        List<RunEvent.ClientDone> visits = told.all(RunEvent.ClientDone.class);
        assertEquals(4, visits.size());
        for (RunEvent.ClientDone visit : visits) {
            assertEquals(2, visit.steps());
            assertTrue(Double.isFinite(visit.loss()), visit.toString());
        }
    }
}
