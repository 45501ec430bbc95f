package org.fedlens.app.setup;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.shell.Desk;
import org.fedlens.settings.FormEntry;
import org.fedlens.settings.SettingField;

/** One of several names. */
final class ChoiceControl extends SettingControl {
    private final ComboBox<String> box = new ComboBox<>();

    ChoiceControl(Desk desk, FormEntry entry, List<String> names) {
        super(desk, entry);
        SettingNames wording = new SettingNames(desk.surroundings());
        box.getItems().setAll(names);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new ChoiceNames<>(wording::choice));
        box.valueProperty().addListener((value, before, now) -> {
            if (now != null) {
                change(now);
            }
        });
    }

    @Override
    void display(FormEntry entry) {
        Object value = entry instanceof FormEntry.Scalar scalar ? scalar.value() : ((FormEntry.Choice) entry).value();
        String spelled = SettingField.spell(value);
        box.setValue(box.getItems().stream()
                .filter(name -> name.equalsIgnoreCase(spelled))
                .findFirst()
                .orElse(null));
    }

    @Override
    Node node() {
        return box;
    }

    @Override
    Node focusTarget() {
        return box;
    }

    @Override
    String said() {
        return box.getValue() == null ? "" : box.getConverter().toString(box.getValue());
    }
}
