package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedlens.embedding.LayoutParity;
import org.fedlens.federated.PersonalizationParity;
import org.fedlens.metrics.CollapseParity;
import org.fedlens.training.local.ReIdParity;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.local.UnlabelledTrajectory;
import org.fedlens.training.objective.pixel.PixelParity;
import org.fedlens.training.supervision.UnlabelledParity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds our numbers against golden files: every file of the folder {@code golden.dir} whose subject is implemented,
 * values and gradients, within the tolerance that each case states.
 */
class GoldenParityTest {
    /** Checks one case; false if the subject is known but this variant is not implemented. */
    interface Check {
        boolean of(GoldenCase golden) throws Exception;
    }

    private static final Map<String, Check> SUBJECTS = Map.ofEntries(
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
            Map.entry("robust-aggregation", MethodParity::robust),
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
            Map.entry("trajectory-fedavg", TrainingParity::trajectory),
            Map.entry("trajectory-fedprox", TrainingParity::trajectory),
            Map.entry("trajectory-fednova", TrainingParity::trajectory),
            Map.entry("trajectory-scaffold", TrainingParity::trajectory),
            Map.entry("trajectory-feddyn", TrainingParity::trajectory),
            Map.entry("trajectory-moon", TrainingParity::trajectory));

    private static final Map<String, Integer> CHECKED = new LinkedHashMap<>();
    private static final Set<String> MISSING = new TreeSet<>();

    @TestFactory
    Stream<DynamicTest> everyCaseOfEveryFileIsMet() throws IOException {
        Path folder = Path.of(System.getProperty("golden.dir", "../shared/golden"));
        Assumptions.assumeTrue(
                Files.isDirectory(folder), () -> "No golden files in " + folder + "; set -Dgolden.dir to their folder");
        List<DynamicTest> tests = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertTrue(!files.isEmpty(), () -> "No .json file in " + folder);
        for (Path file : files) {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            String subject = root.get("subject").asText();
            if (!SUBJECTS.containsKey(subject)) {
                MISSING.add(subject);
                continue;
            }
            for (JsonNode node : root.get("cases")) {
                GoldenCase golden = GoldenCase.of(subject, node);
                tests.add(DynamicTest.dynamicTest(subject + " / " + golden.name(), () -> check(golden)));
            }
        }
        return tests.stream();
    }

    private static void check(GoldenCase golden) throws Exception {
        boolean implemented = SUBJECTS.get(golden.subject()).of(golden);
        if (!implemented) {
            MISSING.add(golden.subject() + "/" + golden.name());
        }
        Assumptions.assumeTrue(implemented, () -> golden.subject() + "/" + golden.name() + " is not implemented");
        CHECKED.merge(golden.subject(), 1, Integer::sum);
    }

    @AfterAll
    static void tellWhatWasChecked() {
        int cases = CHECKED.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("golden: " + cases + " cases in " + CHECKED.size() + " subjects checked; not implemented: "
                + (MISSING.isEmpty() ? "none" : String.join(", ", MISSING)));
    }
}
