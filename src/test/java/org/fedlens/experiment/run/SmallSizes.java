package org.fedlens.experiment.run;

import java.util.Map;
import org.fedlens.algorithm.Catalog;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.settings.SettingField;
import org.fedlens.training.supervision.Unlabelled;

/** Where a method has heads, a queue or whole batches: sizes that fit clients of five images. */
final class SmallSizes {
    private static final Map<String, Object> SIZES =
            Map.of("projectorHidden", 16, "projectorSize", 8, "predictorHidden", 16, "queue", 32, "prototypes", "2, 4");

    private SmallSizes() {}

    /** @param changes what the test itself has set */
    static Map<String, Object> under(Map<String, Object> tree, String algorithm, Map<String, Object> changes) {
        Map<String, Object> small = tree;
        for (SettingField field : Catalog.choices().fields(algorithm)) {
            String path = "algorithm." + field.name();
            if (SIZES.containsKey(field.name()) && !changes.containsKey(path)) {
                small = ExperimentFile.with(small, path, SIZES.get(field.name()));
            }
        }
        return Catalog.get(algorithm).supervision() instanceof Unlabelled && !changes.containsKey("training.batch")
                ? ExperimentFile.with(small, "training.batch", 4)
                : small;
    }
}
