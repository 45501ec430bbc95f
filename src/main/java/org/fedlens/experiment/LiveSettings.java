package org.fedlens.experiment;

import java.util.Map;
import org.fedlens.settings.Entry;
import org.fedlens.settings.Field;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** The settings that may change between two rounds of a running experiment. */
public final class LiveSettings {
    private LiveSettings() {}

    /**
     * Checks a change before it is accepted.
     *
     * @throws Problem if the setting does not exist, is not live, or does not take the value
     */
    public static void check(Experiment experiment, String path, Object value) {
        Map<String, Object> tree = ExperimentFile.tree(experiment);
        Entry entry = ExperimentFile.entries(tree).stream()
                .filter(candidate -> candidate.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new Problem(path, Text.of("setting.unknownKey"), Text.of("live.choose")));
        if (!entry.live()) {
            throw new Problem(path, Text.of("live.locked"), Text.of("live.stopFirst"));
        }
        ExperimentFile.require(ExperimentFile.with(tree, path, value));
    }

    static String value(Map<String, Object> tree, String path) {
        return ExperimentFile.entries(tree).stream()
                .filter(entry -> entry.path().equals(path))
                .map(entry -> entry instanceof Entry.Scalar scalar ? Field.spell(scalar.value()) : "")
                .findFirst()
                .orElse("");
    }
}
