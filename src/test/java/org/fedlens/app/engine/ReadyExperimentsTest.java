package org.fedlens.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedlens.app.setup.ExperimentHints;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;

class ReadyExperimentsTest {
    @Test
    void theWindowOpensWithTheFirstFederationAndTheOthersFollowByName() {
        List<String> names = ReadyExperiments.load().stream().map(Preset::name).toList();
        assertEquals("First federation", names.get(0));
        assertTrue(names.size() > 2, names::toString);
    }

    @Test
    void everyReadyExperimentIsValid() {
        ReadyExperiments.load().forEach(preset -> ExperimentFile.require(preset.tree()));
    }

    @Test
    void everyReadyExperimentSaysWhatToLookForInBothLanguages() {
        for (String language : List.of("en", "zh-CN")) {
            Words words = Words.forTag(language);
            ReadyExperiments.load()
                    .forEach(preset -> assertTrue(
                            ExperimentHints.of(preset, words).isPresent(), preset.name() + " in " + language));
        }
    }
}
