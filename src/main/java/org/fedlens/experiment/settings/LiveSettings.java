package org.fedlens.experiment.settings;

import java.util.Map;
import org.fedlens.settings.FormEntry;
import org.fedlens.settings.SettingField;
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
        FormEntry entry = ExperimentFile.entries(tree).stream()
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
                .map(entry -> entry instanceof FormEntry.Scalar scalar ? SettingField.spell(scalar.value()) : "")
                .findFirst()
                .orElse("");
    }
}
