package org.fedlens.experiment.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.partition.Dirichlet;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;
import org.fedlens.training.Algorithm;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Schedule;
import org.fedlens.training.network.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFileTest {
    private static final String DOCUMENTED =
            """
            fedlens: 1
            name: Skewed fashion
            seed: 7
            data: {source: ../shared/data/fashion-mnist, train: 6000, test: 1000}
            partition: {scheme: dirichlet, clients: 10, alpha: 0.5, minimum: 10}
            model: {name: small-cnn}
            algorithm: {name: FedAvg}
            training: {rounds: 20, participation: 1.0, localEpochs: 1, batch: 32,
                       optimizer: {name: sgd, learningRate: 0.05, momentum: 0.9, weightDecay: 0.0005}}
            evaluation: {every: 1}
            system: {dropOut: 0.0}
            """;

    private static List<Problem> problems(String yaml) {
        List<Problem> problems = new ArrayList<>();
        Optional<Experiment> read = ExperimentFile.read(ExperimentFile.parse(yaml, "file"), problems::add);
        assertEquals(read.isEmpty(), !problems.isEmpty());
        return problems;
    }

    @Test
    void theDocumentedFileIsRead() {
        Experiment read = ExperimentFile.require(ExperimentFile.parse(DOCUMENTED, "file"));
        assertEquals("Skewed fashion", read.name());
        assertEquals(7, read.seed());
        assertEquals(new Dirichlet(0.5, 10), read.partition().scheme());
        assertEquals(10, read.partition().clients());
        assertEquals(
                new Optimizer.Sgd(0.05, 0.9, 0.0005, false), read.training().optimizer());
        assertEquals(new Schedule.Constant(), read.training().schedule());
        assertEquals(new Architecture.SmallCnn(1), read.model());
        assertEquals(Catalog.get("FedAvg"), read.algorithm());
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        Experiment read = ExperimentFile.require(ExperimentFile.parse(DOCUMENTED, "file"));
        assertEquals(read, ExperimentFile.require(ExperimentFile.parse(ExperimentFile.yaml(read), "file")));
    }

    static Stream<Algorithm> methods() {
        return Catalog.all().stream();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodHasItsKeysAndReadsBackEqual(Algorithm method) {
        Map<String, Object> tree = ExperimentFile.with(Map.of(), "algorithm.name", method.name());
        Experiment read = ExperimentFile.require(tree);
        assertEquals(method, read.algorithm());
        assertEquals(read, ExperimentFile.require(ExperimentFile.tree(read)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everySettingOfEveryMethodHasALabelInBothLanguages(Algorithm method) {
        for (FormEntry entry : ExperimentFile.entries(ExperimentFile.with(Map.of(), "algorithm.name", method.name()))) {
            if (entry instanceof FormEntry.Scalar scalar) {
                for (String tag : List.of("en", "zh-CN")) {
                    String field = scalar.field().name();
                    assertTrue(
                            Words.forTag(tag).knows("setting." + field)
                                    || Words.forTag(tag)
                                            .knows("setting." + scalar.field().owner() + "." + field),
                            () -> "No label for setting." + field + " in " + tag);
                }
            }
        }
    }

    @Test
    void anEmptyFileIsAnExperimentOfDefaults() {
        assertEquals(List.of(), problems("fedlens: 1\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partition: {alhpa: 0.1, scheme: dirichlet} | partition.alhpa | alpha",
                "trainin: {rounds: 3}                      | trainin         | training",
                "training: {roundz: 3}                     | training.roundz | rounds",
                "training: {optimizer: {lr: 1}}            | training.optimizer.lr | learningRate",
                "training: {rounds: many}                  | training.rounds | whole number",
                "training: {rounds: 2.5}                   | training.rounds | whole number",
                "training: {rounds: 0}                     | training.rounds | from 1 to",
                "training: {participation: 1.5}            | training.participation | to 1",
                "training: {optimizer: {learningRate: NaN}} | training.optimizer.learningRate | number",
                "partition: {scheme: dirichlet, alpha: -1} | partition.alpha | from 0.01",
                "partition: {scheme: dirichlets}           | partition.scheme | dirichlet",
                "algorithm: {name: FedSomething}           | algorithm.name  | FedAvg",
                "algorithm: {name: FedAvg, weighting: odd} | algorithm.weighting | samples",
                "model: small-cnn                          | model           | section",
                "evaluation: {clients: maybe}              | evaluation.clients | true"
            })
    void whatIsWrongIsNamedWithItsRemedy(String line, String where, String remedy) {
        List<Problem> problems = problems("fedlens: 1\n" + line + "\n");
        assertEquals(where.strip(), problems.get(0).where());
        String said = problems.get(0).say(Words.ENGLISH);
        assertTrue(said.contains(remedy.strip()), said);
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertEquals(
                List.of("partition.clients", "training.rounds", "training.batch"),
                problems("fedlens: 1\npartition: {clients: 0}\ntraining: {rounds: 0, batch: x}\n").stream()
                        .map(Problem::where)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: x            | experiment.noVersion",
                "fedlens: 9         | experiment.otherVersion",
                "just words         | experiment.notASection",
                "'fedlens: [1'      | experiment.notYaml",
                "'fedlens: 1\nname: a\nname: b' | experiment.notYaml"
            })
    void aFileThatIsNoExperimentIsNamed(String yaml, String key) {
        Problem problem = assertThrows(Problem.class, () -> ExperimentFile.parse(yaml.strip(), "lab.yaml"));
        assertEquals("lab.yaml", problem.where());
        assertEquals(key, problem.reason().key());
    }

    @Test
    void aYamlBombIsRefused() {
        StringBuilder bomb = new StringBuilder("fedlens: 1\na0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1);
            bomb.append(", *a").append(i - 1).append("]\n");
        }
        assertThrows(Problem.class, () -> ExperimentFile.require(ExperimentFile.parse(bomb.toString(), "bomb")));
        assertThrows(Problem.class, () -> ExperimentFile.parse("fedlens: 1\na: " + "[".repeat(5000), "deep"));
    }

    @Test
    void everyReadyExperimentIsSound() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("sample-data/experiments"))) {
            List<Path> experiments =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertTrue(!experiments.isEmpty());
            experiments.forEach(file -> ExperimentFile.require(ExperimentFile.load(file)));
        }
    }

    @Test
    void settingsOfPapersAreSoundAndSayWhichDataTheyNeed() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("sample-data/measured"))) {
            List<Path> papers = files.filter(file -> file.toString().endsWith("-reference.yaml"))
                    .sorted()
                    .toList();
            assertEquals(
                    List.of(
                            "fedseg-ade20k-reference.yaml",
                            "fedseg-camvid-reference.yaml",
                            "fedseg-cityscapes-reference.yaml",
                            "fedseg-voc-reference.yaml",
                            "fedu-reference.yaml",
                            "fedx-reference.yaml",
                            "reid-reference.yaml"),
                    papers.stream().map(file -> file.getFileName().toString()).toList());
            for (Path file : papers) {
                ExperimentFile.require(ExperimentFile.load(file));
                String said = Files.readString(file).split("fedlens: 1")[0];
                assertTrue(said.contains("data.source"), file + " does not say where its data belong");
            }
        }
    }

    @Test
    void theReferenceOfFedUHasThePublishedNumbers() {
        Experiment experiment =
                ExperimentFile.require(ExperimentFile.load(Path.of("sample-data/measured/fedu-reference.yaml")));
        assertEquals(100, experiment.training().rounds());
        assertEquals(5, experiment.training().localEpochs());
        assertEquals(128, experiment.training().batch());
        assertEquals(0.032, experiment.training().optimizer().learningRate());
    }

    @Test
    void anotherChoiceLeavesTheFormerOnesSettingsBehind() {
        Map<String, Object> tree = ExperimentFile.parse(DOCUMENTED, "file");
        Map<String, Object> iid = ExperimentFile.with(tree, "partition.scheme", "iid");
        assertEquals(Map.of("scheme", "iid", "clients", 10), iid.get("partition"));
        Map<String, Object> adam = ExperimentFile.with(iid, "training.optimizer.name", "adam");
        assertEquals(0.05, ExperimentFile.require(adam).training().optimizer().learningRate());
        assertEquals(10, ((Map<?, ?>) tree.get("partition")).get("minimum"));
    }

    @Test
    void onlyLiveSettingsChangeDuringARun() {
        Experiment experiment = ExperimentFile.require(Map.of());
        LiveSettings.check(experiment, "training.localEpochs", 3);
        assertEquals(
                "live.locked",
                assertThrows(Problem.class, () -> LiveSettings.check(experiment, "training.batch", 3))
                        .reason()
                        .key());
        assertEquals(
                "setting.outside",
                assertThrows(Problem.class, () -> LiveSettings.check(experiment, "training.localEpochs", 0))
                        .reason()
                        .key());
    }
}
