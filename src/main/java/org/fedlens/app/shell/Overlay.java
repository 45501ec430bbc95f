package org.fedlens.app.shell;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A dialog over the whole window. It keeps the focus while it is there and gives it back when Esc closes it. */
public final class Overlay extends StackPane {
    private Optional<Node> before = Optional.empty();
    private Node first = this;
    private final ChangeListener<Node> held = (owner, was, now) -> {
        if (now != null && !FocusRegions.inside(now, this)) {
            first.requestFocus();
        }
    };

    public Overlay() {
        setId("overlay");
        getStyleClass().add("scrim");
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        setOnMousePressed(press -> {
            if (press.getTarget() == this) {
                close();
            }
        });
        setVisible(false);
    }

    /** @param focus what has the focus first, and again when it would leave the dialog */
    public void show(Region dialog, Node focus) {
        Scene scene = getScene();
        if (!isVisible()) {
            before = Optional.ofNullable(scene.getFocusOwner());
            scene.focusOwnerProperty().addListener(held);
        }
        dialog.getStyleClass().addAll("card", "dialog");
        getChildren().setAll(dialog);
        first = focus;
        setVisible(true);
        focus.requestFocus();
    }

    public void close() {
        if (isVisible()) {
            getScene().focusOwnerProperty().removeListener(held);
            setVisible(false);
            getChildren().clear();
            before.ifPresent(Node::requestFocus);
        }
    }
}
