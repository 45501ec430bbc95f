package org.fedlens.app.setup;

import javafx.beans.property.ReadOnlyObjectProperty;
import org.fedlens.app.engine.Phase;

/** What the setup must know of the run on the screen: while one is on, some settings are locked. */
public interface ActiveRun {
    Phase phase();

    ReadOnlyObjectProperty<Phase> phaseProperty();

    /** Numbers in the model that is trained, 0 while none is known. */
    long parameters();
}
