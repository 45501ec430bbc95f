package org.fedlens.app;

import javafx.fxml.FXML;
import javafx.scene.control.SplitPane;

/** The view that shows what happens: the map above, the charts below. */
public final class Workbench {
    @FXML
    private SplitPane split;

    /** @param desk for its parts; the frame itself shows nothing that changes */
    Workbench(Desk desk) {}

    @FXML
    private void initialize() {
        split.setDividerPositions(0.462);
    }
}
