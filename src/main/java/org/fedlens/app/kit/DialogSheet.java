package org.fedlens.app.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.shell.DialogKind;
import org.kordamp.ikonli.javafx.FontIcon;

/** A large dialog: what it is called, tools beside that, and what fills it. */
abstract class DialogSheet extends VBox {
    private final Desk desk;
    private final HBox tools = new HBox(8);
    private final Button close = new Button(null, new FontIcon("bi-x"));

    DialogSheet(Desk desk, String title, String subtitle) {
        this.desk = desk;
        getStyleClass().add("sheet");
        setMaxSize(960, 632);
        Label name = new Label(title);
        name.getStyleClass().add("dialog-title");
        Label below = new Label(subtitle);
        below.getStyleClass().add("secondary");
        below.setWrapText(true);
        VBox words = new VBox(2, name, below);
        HBox.setHgrow(words, Priority.ALWAYS);
        close.getStyleClass().addAll("button-icon", "flat", "small");
        close.setId("sheet-close");
        close.setTooltip(new Tooltip(desk.say("ui.sheet.close")));
        close.setAccessibleText(desk.say("ui.sheet.close"));
        close.setOnAction(action -> close());
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(12, words, tools, close);
        head.getStyleClass().add("sheet-head");
        getChildren().add(head);
    }

    /** Fills it. */
    final void fill(Node content) {
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().add(content);
    }

    /** Called whenever it is shown. */
    void shown() {}

    final Desk desk() {
        return desk;
    }

    /** What stands at the right of the title. */
    final HBox tools() {
        return tools;
    }

    /** What has the focus first. */
    final Node first() {
        return close;
    }

    final void close() {
        desk.screen().dialog().set(DialogKind.NONE);
    }
}
