package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published setting of FedUReID, which needs pictures that do not come with the program. */
class ReferencePresetTest {
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
        assertEquals(
                10, ((org.fedlens.training.Optimizer.Sgd) experiment.training().optimizer()).headRate(), 1e-12);
        assertEquals(20, algorithm.get("firstEpochs"));
        assertEquals(0.003, algorithm.get("sizePenalty"));
        assertEquals(0.05, algorithm.get("mergeShare"));
    }
}
