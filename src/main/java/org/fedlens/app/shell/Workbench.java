package org.fedlens.app.shell;

import javafx.fxml.FXML;
import javafx.scene.control.SplitPane;

/** The view that shows what happens: the map above, the charts below. */
public final class Workbench {
    private final WindowContext context;

    @FXML
    private SplitPane split;

    public Workbench(WindowContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        var share = context.window().mapShare();
        var divider = split.getDividers().get(0);
        split.heightProperty().addListener((height, before, now) -> divider.setPosition(share.get()));
        // The divider also moves when the pane grows; only a hand on it says what is wanted.
        divider.positionProperty().addListener((position, before, now) -> {
            if (split.isPressed()) {
                share.set(now.doubleValue());
            }
        });
    }
}
