package org.fedlens.app;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A dialog over the window. While it is there it keeps the keyboard to itself, Escape closes it, and then the focus goes
 * back to where it was. What it shows is made when it is shown for the first time.
 */
abstract class OverlaySheet extends StackPane {
    private final Desk desk;
    private final Overlay overlay;
    private final VBox dialog = new VBox();
    private final HBox tools = new HBox(8);
    private boolean made;
    private Node before;

    OverlaySheet(Desk desk, Overlay overlay) {
        this.desk = desk;
        this.overlay = overlay;
        getStyleClass().add("scrim");
        dialog.getStyleClass().addAll("card", "sheet");
        dialog.setMaxSize(960, 632);
        getChildren().add(dialog);
        setVisible(false);
        setManaged(false);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
            }
            // What the dialog does not know must not reach the window below.
            event.consume();
        });
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.focusOwnerProperty().addListener((owner, left, now) -> keep(now));
            }
        });
        desk.ties().add(desk.screen().overlay().subscribe(shown -> show(shown == overlay)));
    }

    /** What the dialog is called, and what it is for. */
    abstract String title();

    abstract String subtitle();

    /** What fills it; called once. */
    abstract Node content();

    /** Called whenever it is shown. */
    void shown() {}

    final Desk desk() {
        return desk;
    }

    /** What stands at the right of the title. */
    final HBox tools() {
        return tools;
    }

    final void close() {
        desk.screen().overlay().set(Overlay.NONE);
    }

    private void show(boolean on) {
        if (on == isVisible()) {
            return;
        }
        if (on && !made) {
            made = true;
            Node content = content();
            VBox.setVgrow(content, Priority.ALWAYS);
            dialog.getChildren().addAll(head(), content);
        }
        if (on) {
            before = getScene() == null ? null : getScene().getFocusOwner();
        }
        setVisible(on);
        setManaged(on);
        if (on) {
            shown();
            dialog.lookup(".sheet-close").requestFocus();
        } else if (before != null && before.getScene() == getScene()) {
            before.requestFocus();
        }
    }

    private HBox head() {
        Label title = new Label(title());
        title.getStyleClass().add("dialog-title");
        Label subtitle = new Label(subtitle());
        subtitle.getStyleClass().add("secondary");
        subtitle.setWrapText(true);
        VBox words = new VBox(2, title, subtitle);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button close = new Button(null, new FontIcon("bi-x"));
        close.getStyleClass().addAll("button-icon", "flat", "small", "sheet-close");
        close.setTooltip(new Tooltip(desk.say("ui.sheet.close")));
        close.setAccessibleText(desk.say("ui.sheet.close"));
        close.setOnAction(action -> close());
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(12, words, tools, close);
        head.getStyleClass().add("sheet-head");
        return head;
    }

    /** The focus stays inside. */
    private void keep(Node owner) {
        if (!isVisible() || owner == null) {
            return;
        }
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at == this) {
                return;
            }
        }
        Node close = dialog.lookup(".sheet-close");
        if (close != null) {
            close.requestFocus();
        }
    }
}
