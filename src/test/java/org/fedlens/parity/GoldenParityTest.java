package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedlens.embedding.LayoutParity;
import org.fedlens.federated.PersonalizationParity;
import org.fedlens.federated.robust.RobustParity;
import org.fedlens.metrics.CollapseParity;
import org.fedlens.training.local.ReIdParity;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.local.TrajectoryParity;
import org.fedlens.training.local.UnlabelledTrajectory;
import org.fedlens.training.objective.pixel.PixelParity;
import org.fedlens.training.supervision.UnlabelledParity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds our numbers against golden files, values and gradients, within the tolerance that each case states: always against
 * those of the project, and with {@code -Dgolden.dir=FOLDER} against those of that folder, too. A case of a subject that
 * nobody checks fails, as does a case of which a check leaves anything unread.
 */
class GoldenParityTest {
    /** More may be added, none may get lost. */
    private static final int AT_LEAST = 320;

    private static final Map<String, GoldenCase.Check> SUBJECTS = Map.ofEntries(
            Map.entry("nt-xent", UnlabelledParity::ntXent),
            Map.entry("info-nce", UnlabelledParity::infoNce),
            Map.entry("moco-queue", UnlabelledParity::queue),
            Map.entry("byol", UnlabelledParity::byol),
            Map.entry("simsiam", UnlabelledParity::simSiam),
            Map.entry("ema-update", UnlabelledParity::follow),
            Map.entry("proto-nce", UnlabelledParity::prototypes),
            Map.entry("fedx-js", UnlabelledParity::relations),
            Map.entry("fedx-total", UnlabelledParity::fedx),
            Map.entry("pcl-concentration", CollapseParity::concentrations),
            Map.entry("collapse-monitor", CollapseParity::collapse),
            Map.entry("dapu", PersonalizationParity::divergence),
            Map.entry("fedema", PersonalizationParity::moving),
            Map.entry("trajectory-byol", UnlabelledTrajectory::check),
            Map.entry("trajectory-fedu", UnlabelledTrajectory::check),
            Map.entry("trajectory-fedx", UnlabelledTrajectory::check),
            Map.entry("fedavg", FederatedParity::fedavg),
            Map.entry("bn-buffers", FederatedParity::buffers),
            Map.entry("lr-schedule", FederatedParity::schedule),
            Map.entry("batchnorm-running", TrainingParity::runningStatistics),
            Map.entry("cross-entropy", TrainingParity::crossEntropy),
            Map.entry("ohem-ce", PixelParity::hardPixels),
            Map.entry("focal", PixelParity::focal),
            Map.entry("bce", PixelParity::binary),
            Map.entry("dice", PixelParity::dice),
            Map.entry("lovasz-softmax", PixelParity::lovasz),
            Map.entry("fedseg-prototypes", PixelParity::prototypes),
            Map.entry("fedseg-contrast", PixelParity::contrast),
            Map.entry("fedseg-contrast-total", PixelParity::contrastTotal),
            Map.entry("back-ce", PixelParity::backCrossEntropy),
            Map.entry("optimizers", TrainingParity::optimizers),
            Map.entry("local-training", TrainingParity::localTraining),
            Map.entry("fedprox-term", TrainingParity::proximal),
            Map.entry("feddyn-local-loss", TrainingParity::dynamicTerm),
            Map.entry("moon-con", TrainingParity::modelContrast),
            Map.entry("fednova", MethodParity::fednova),
            Map.entry("fednova-normalizer", MethodParity::normalizer),
            Map.entry("scaffold", MethodParity::scaffold),
            Map.entry("feddyn", MethodParity::feddyn),
            Map.entry("server-optimizers", MethodParity::serverOptimizers),
            Map.entry("dp-accountant", PrivacyParity::accountant),
            Map.entry("dp-fedavg", PrivacyParity::average),
            Map.entry("robust-aggregation", RobustParity::check),
            Map.entry("int8-symmetric", CodeParity::int8),
            Map.entry("int8-asymmetric", CodeParity::int8),
            Map.entry("int8-stochastic", CodeParity::int8),
            Map.entry("qsgd", CodeParity::qsgd),
            Map.entry("topk-error-feedback", CodeParity::topK),
            Map.entry("knn-monitor", EmbeddingParity::neighbours),
            Map.entry("tsne-affinities", LayoutParity::affinities),
            Map.entry("tsne-kl", LayoutParity::divergence),
            Map.entry("seg-metrics", DataParity::segmentation),
            Map.entry("average-precision", DataParity::averagePrecision),
            Map.entry("reid-metrics", DataParity::retrieval),
            Map.entry("buc-loss", ReIdParity::exclusive),
            Map.entry("fedureid-epochs", ReIdParity::epochs),
            Map.entry("fedureid-update", FederatedParity::layerMix),
            Map.entry("buc-merge", ClusterParity::merge),
            Map.entry("buc-schedule", ClusterParity::schedule),
            Map.entry("trajectory-fedavg", TrajectoryParity::check),
            Map.entry("trajectory-fedprox", TrajectoryParity::check),
            Map.entry("trajectory-fednova", TrajectoryParity::check),
            Map.entry("trajectory-scaffold", TrajectoryParity::check),
            Map.entry("trajectory-feddyn", TrajectoryParity::check),
            Map.entry("trajectory-moon", TrajectoryParity::check));

    private static final Map<String, Integer> CHECKED = new TreeMap<>();

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheProjectIsMet() throws Exception {
        return inside().stream().map(GoldenParityTest::test);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheGivenFolderIsMet() throws IOException {
        String folder = System.getProperty("golden.dir", "");
        return folder.isBlank()
                ? Stream.empty()
                : GoldenFiles.read(Path.of(folder)).stream().map(GoldenParityTest::test);
    }

    @Test
    void theProjectHasCasesOfEverySubject() throws Exception {
        List<GoldenCase> cases = inside();
        Set<String> subjects = cases.stream().map(GoldenCase::subject).collect(Collectors.toSet());
        assertEquals(SUBJECTS.keySet(), subjects);
        assertTrue(cases.size() >= AT_LEAST, () -> "only " + cases.size() + " cases");
    }

    private static List<GoldenCase> inside() throws Exception {
        var folder = GoldenParityTest.class.getResource("/golden");
        assertNotNull(folder, "src/test/resources/golden is missing");
        return GoldenFiles.read(Path.of(folder.toURI()));
    }

    private static DynamicTest test(GoldenCase golden) {
        return DynamicTest.dynamicTest(golden.subject() + " / " + golden.name(), () -> {
            play(golden);
            CHECKED.merge(golden.subject(), 1, Integer::sum);
        });
    }

    /** Plays a case by the check of its subject. */
    static void play(GoldenCase golden) throws Exception {
        GoldenCase.Check check = SUBJECTS.get(golden.subject());
        assertNotNull(check, () -> "No check for the subject " + golden.subject());
        golden.play(check);
    }

    @AfterAll
    static void tellWhatWasChecked() {
        int cases = CHECKED.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("golden: " + cases + " cases in " + CHECKED.size() + " subjects met");
    }
}
