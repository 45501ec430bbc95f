package org.fedlens.app.setup;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.fedlens.settings.FormEntry;

/** The control of one setting: it shows a value and tells the draft what a person makes of it. */
public abstract class SettingControl {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final SetupContext context;
    private final String path;
    private final boolean live;
    private boolean showing;

    SettingControl(SetupContext context, FormEntry entry) {
        this.context = context;
        this.path = entry.path();
        this.live = entry.live();
    }

    /** The control that suits a setting. */
    public static SettingControl of(SetupContext context, FormEntry entry) {
        if (entry instanceof FormEntry.Choice choice) {
            return new ChoiceControl(context, choice, choice.names());
        }
        FormEntry.Scalar scalar = (FormEntry.Scalar) entry;
        Class<?> type = scalar.field().type();
        if (type.isEnum()) {
            return new ChoiceControl(context, scalar, scalar.field().choices());
        }
        if (type == boolean.class) {
            return new ToggleControl(context, scalar);
        }
        if (scalar.path().equals("data.source")) {
            return new SourceControl(context, scalar);
        }
        return SliderControl.suits(scalar) ? new SliderControl(context, scalar) : new TextControl(context, scalar);
    }

    /** Shows a value without telling anybody. */
    public final void show(FormEntry entry) {
        showing = true;
        try {
            display(entry);
        } finally {
            showing = false;
        }
    }

    abstract void display(FormEntry entry);

    public abstract Node node();

    /** What takes the focus. */
    public abstract Node focusTarget();

    /** The value in words. */
    public abstract String said();

    /** True if a lock can stand inside the control. */
    boolean lockable() {
        return true;
    }

    /** True for a short field that does not fill its column. */
    boolean compact() {
        return false;
    }

    public final void mark(boolean wrong) {
        focusTarget().pseudoClassStateChanged(WRONG, wrong);
    }

    final void change(Object value) {
        if (!showing) {
            context.change().change(path, value, live);
        }
    }

    protected final SetupContext context() {
        return context;
    }

    final String path() {
        return path;
    }

    final boolean showing() {
        return showing;
    }
}
