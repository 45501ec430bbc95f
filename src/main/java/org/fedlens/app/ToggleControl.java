package org.fedlens.app;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.Node;
import org.fedlens.settings.Entry;

/** On or off. */
final class ToggleControl extends SettingControl {
    private final ToggleSwitch toggle = new ToggleSwitch();

    ToggleControl(Desk desk, Entry.Scalar entry) {
        super(desk, entry);
        toggle.selectedProperty().addListener((selected, before, now) -> change(now));
    }

    @Override
    void display(Entry entry) {
        String value = String.valueOf(((Entry.Scalar) entry).value());
        toggle.setSelected(value.equals("true") || value.equals("on"));
    }

    @Override
    Node node() {
        return toggle;
    }

    @Override
    Node focusTarget() {
        return toggle;
    }

    @Override
    boolean lockable() {
        return false;
    }

    @Override
    String said() {
        return desk().say(toggle.isSelected() ? "ui.on" : "ui.off");
    }
}
