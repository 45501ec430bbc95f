package org.fedlens.app.setup;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.Node;
import org.fedlens.app.shell.Desk;
import org.fedlens.settings.FormEntry;

/** On or off. */
final class ToggleControl extends SettingControl {
    private final ToggleSwitch toggle = new ToggleSwitch();

    ToggleControl(Desk desk, FormEntry.Scalar entry) {
        super(desk, entry);
        toggle.selectedProperty().addListener((selected, before, now) -> change(now));
    }

    @Override
    void display(FormEntry entry) {
        String value = String.valueOf(((FormEntry.Scalar) entry).value());
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
