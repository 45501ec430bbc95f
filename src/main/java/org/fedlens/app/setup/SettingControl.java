package org.fedlens.app.setup;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.fedlens.app.shell.Desk;
import org.fedlens.settings.FormEntry;

/** The control of one setting: it shows a value and tells the draft what a person makes of it. */
abstract class SettingControl {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Desk desk;
    private final String path;
    private final boolean live;
    private boolean showing;

    SettingControl(Desk desk, FormEntry entry) {
        this.desk = desk;
        this.path = entry.path();
        this.live = entry.live();
    }

    /** The control that suits a setting. */
    static SettingControl of(Desk desk, FormEntry entry) {
        if (entry instanceof FormEntry.Choice choice) {
            return new ChoiceControl(desk, choice, choice.names());
        }
        FormEntry.Scalar scalar = (FormEntry.Scalar) entry;
        Class<?> type = scalar.field().type();
        if (type.isEnum()) {
            return new ChoiceControl(desk, scalar, scalar.field().choices());
        }
        if (type == boolean.class) {
            return new ToggleControl(desk, scalar);
        }
        if (scalar.path().equals("data.source")) {
            return new SourceControl(desk, scalar);
        }
        return SliderControl.suits(scalar) ? new SliderControl(desk, scalar) : new TextControl(desk, scalar);
    }

    /** Shows a value without telling anybody. */
    final void show(FormEntry entry) {
        showing = true;
        try {
            display(entry);
        } finally {
            showing = false;
        }
    }

    abstract void display(FormEntry entry);

    abstract Node node();

    /** What takes the focus. */
    abstract Node focusTarget();

    /** The value in words. */
    abstract String said();

    /** True if a lock can stand inside the control. */
    boolean lockable() {
        return true;
    }

    /** True for a short field that does not fill its column. */
    boolean compact() {
        return false;
    }

    final void mark(boolean wrong) {
        focusTarget().pseudoClassStateChanged(WRONG, wrong);
    }

    final void change(Object value) {
        if (!showing) {
            desk.control().change(path, value, live);
        }
    }

    final Desk desk() {
        return desk;
    }

    final String path() {
        return path;
    }

    final boolean showing() {
        return showing;
    }
}
