package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Map;
import org.fedlens.augmentation.SceneAugmentation;
import org.fedlens.data.ImageShape;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.settings.TrainingSettings;
import org.fedlens.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published settings, which need pictures that do not come with the program. */
class ReferencePresetTest {
    @ParameterizedTest
    @CsvSource({
        "cityscapes, 152, 1500, 512, 1024, 1",
        "camvid, 22, 800, 512, 512, 1",
        "voc, 60, 1200, 480, 480, 0.1",
        "ade20k, 450, 800, 480, 480, 1"
    })
    void theFourSetsOfFedSegHaveThePublishedNumbers(
            String set, int clients, int rounds, int rows, int columns, double weight) {
        Experiment experiment = ExperimentFile.require(
                ExperimentFile.load(Path.of("sample-data/measured/fedseg-" + set + "-reference.yaml")));
        TrainingSettings training = experiment.training();
        assertEquals(clients, experiment.partition().clients());
        assertEquals(rounds, training.rounds());
        assertEquals(5, training.sampling().count(clients, training.participation()));
        assertEquals(new SceneAugmentation.Window(rows, columns, 0.5, 1.5, 0.5, false), training.augmentation());
        Map<?, ?> algorithm = (Map<?, ?>) ExperimentFile.tree(experiment).get("algorithm");
        assertEquals(weight, ((Number) algorithm.get("contrastWeight")).doubleValue());
        assertEquals(0.005, training.schedule().at(0.05, 1000, rounds), rounds > 1000 ? 1e-12 : 1);
        // Heads learn ten times as fast, and vectors do not decay.
        Optimizer.Sgd rule = (Optimizer.Sgd) training.optimizer();
        assertEquals(10, rule.headRate());
        assertFalse(rule.decayVectors());
        // Windows, not pictures, are what the network has to fit.
        training.augmentation()
                .require(
                        new ImageShape(
                                3, experiment.data().height(), experiment.data().width()),
                        32);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theReferenceIsAValidExperimentWithThePublishedNumbers() {
        Experiment experiment =
                ExperimentFile.require(ExperimentFile.load(Path.of("sample-data/measured/reid-reference.yaml")));
        Map<String, Object> algorithm =
                (Map<String, Object>) ExperimentFile.tree(experiment).get("algorithm");
        assertEquals(20, experiment.training().rounds());
        assertEquals(16, experiment.training().batch());
        assertEquals(1, experiment.training().localEpochs());
        // A tenth for the backbone: 0.01 there, 0.1 in the embedding.
        assertEquals(0.01, experiment.training().optimizer().learningRate());
        assertEquals(10, ((Optimizer.Sgd) experiment.training().optimizer()).headRate(), 1e-12);
        assertEquals(20, algorithm.get("firstEpochs"));
        assertEquals(0.003, algorithm.get("sizePenalty"));
        assertEquals(0.05, algorithm.get("mergeShare"));
    }
}
