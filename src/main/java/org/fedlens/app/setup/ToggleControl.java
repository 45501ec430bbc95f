package org.fedlens.app.setup;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.Node;
import org.fedlens.settings.FormEntry;

/** On or off. */
final class ToggleControl extends SettingControl {
    private final ToggleSwitch toggle = new ToggleSwitch();

    ToggleControl(SetupContext context, FormEntry.Scalar entry) {
        super(context, entry);
        toggle.selectedProperty().addListener((selected, before, now) -> change(now));
    }

    @Override
    void display(FormEntry entry) {
        String value = String.valueOf(((FormEntry.Scalar) entry).value());
        toggle.setSelected(value.equals("true") || value.equals("on"));
    }

    @Override
    public Node node() {
        return toggle;
    }

    @Override
    public Node focusTarget() {
        return toggle;
    }

    @Override
    boolean lockable() {
        return false;
    }

    @Override
    public String said() {
        return context().say(toggle.isSelected() ? "ui.on" : "ui.off");
    }
}
