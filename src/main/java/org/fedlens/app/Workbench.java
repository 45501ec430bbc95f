package org.fedlens.app;

import javafx.fxml.FXML;
import javafx.scene.control.SplitPane;

/** The view that shows what happens: the map above, the charts below. */
public final class Workbench {
    private static final double MAP_HEIGHT = 352;
    private static final double HALF_GAP = 8;

    @FXML
    private SplitPane split;

    /** @param desk for its parts; the frame itself shows nothing that changes */
    Workbench(Desk desk) {}

    @FXML
    private void initialize() {
        split.heightProperty().addListener((height, before, now) -> {
            if (before.doubleValue() == 0) {
                split.setDividerPositions((MAP_HEIGHT + HALF_GAP) / now.doubleValue());
            }
        });
    }
}
