package org.fedlens.app.setup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.app.engine.Preset;

/**
 * What the setup panel keeps while views are built anew.
 *
 * @param openGroups names of the open groups
 * @param presets the ready experiments
 * @param device where runs compute
 * @param devices where runs could compute, empty until that is known
 * @param workers clients trained at once, 0 for automatic
 */
public record SetupState(
        Set<String> openGroups,
        ObjectProperty<List<Preset>> presets,
        ObjectProperty<String> device,
        ObjectProperty<List<String>> devices,
        IntegerProperty workers) {
    /** @param workers of the last start */
    public static SetupState fresh(int workers) {
        return new SetupState(
                new HashSet<>(Set.of(SetupGroup.Kind.PARTITION.name(), SetupGroup.Kind.ALGORITHM.name())),
                new SimpleObjectProperty<>(List.of()),
                new SimpleObjectProperty<>(""),
                new SimpleObjectProperty<>(List.of()),
                new SimpleIntegerProperty(workers));
    }
}
