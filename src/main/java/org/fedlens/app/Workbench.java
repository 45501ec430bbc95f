package org.fedlens.app;

import javafx.fxml.FXML;
import javafx.scene.control.SplitPane;

/** The view that shows what happens: the map above, the charts below. */
public final class Workbench {
    /** 352 of 784 pixels for the map, and half of the gap. */
    private static final double SHARE = 360.0 / 784;

    @FXML
    private SplitPane split;

    /** @param desk for its parts; the frame itself shows nothing that changes */
    Workbench(Desk desk) {}

    @FXML
    private void initialize() {
        split.heightProperty().addListener((height, before, now) -> {
            if (untouched()) {
                split.setDividerPositions(SHARE);
            }
        });
    }

    /** True until a person moves the divider. */
    private boolean untouched() {
        return Math.abs(split.getDividerPositions()[0] - SHARE) < 0.05 || split.getDividerPositions()[0] == 0.5;
    }
}
