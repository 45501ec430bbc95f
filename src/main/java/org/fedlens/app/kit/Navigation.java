package org.fedlens.app.kit;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Which page, which dialog and what beside them is shown; it outlives a change of language. */
public final class Navigation {
    private final PageKey home;
    private final ObjectProperty<PageKey> page;
    private final ObjectProperty<Optional<DialogKey>> dialog = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty presenting = new SimpleBooleanProperty();
    private final BooleanProperty logOpen = new SimpleBooleanProperty();

    /** @param home the page that is shown at first and that others lead back to */
    public Navigation(PageKey home) {
        this.home = home;
        this.page = new SimpleObjectProperty<>(home);
    }

    /** The page that is shown, or will be when the presentation ends. */
    public ObjectProperty<PageKey> page() {
        return page;
    }

    public boolean shows(PageKey key) {
        return page.get().equals(key);
    }

    public void open(PageKey key) {
        page.set(key);
    }

    public void home() {
        page.set(home);
    }

    /** The large dialog that lies over the page. */
    public ObjectProperty<Optional<DialogKey>> dialog() {
        return dialog;
    }

    public void open(DialogKey key) {
        dialog.set(Optional.of(key));
    }

    public void closeDialog() {
        dialog.set(Optional.empty());
    }

    /** True while the run is presented to a class. */
    public BooleanProperty presenting() {
        return presenting;
    }

    /** True while the log drawer is out. */
    public BooleanProperty logOpen() {
        return logOpen;
    }
}
