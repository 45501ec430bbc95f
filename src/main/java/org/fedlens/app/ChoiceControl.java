package org.fedlens.app;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.fedlens.settings.Entry;
import org.fedlens.settings.Field;

/** One of several names. */
final class ChoiceControl extends SettingControl {
    private final ComboBox<String> box = new ComboBox<>();

    ChoiceControl(Desk desk, Entry entry, List<String> names) {
        super(desk, entry);
        SettingNames wording = new SettingNames(desk.surroundings());
        box.getItems().setAll(names);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new Naming<>(wording::choice));
        box.valueProperty().addListener((value, before, now) -> {
            if (now != null) {
                change(now);
            }
        });
    }

    @Override
    void display(Entry entry) {
        Object value = entry instanceof Entry.Scalar scalar ? scalar.value() : ((Entry.Choice) entry).value();
        String spelled = Field.spell(value);
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
