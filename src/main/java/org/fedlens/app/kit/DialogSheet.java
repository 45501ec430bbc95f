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
import org.kordamp.ikonli.javafx.FontIcon;

/** A large dialog: what it is called, tools beside that, and what fills it. */
public abstract class DialogSheet extends VBox {
    private final ViewContext context;
    private final HBox tools = new HBox(8);
    private final Button close = new Button(null, new FontIcon("bi-x"));

    public DialogSheet(ViewContext context, String title, String subtitle) {
        this.context = context;
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
        close.setTooltip(new Tooltip(context.say("ui.sheet.close")));
        close.setAccessibleText(context.say("ui.sheet.close"));
        close.setOnAction(action -> close());
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(12, words, tools, close);
        head.getStyleClass().add("sheet-head");
        getChildren().add(head);
    }

    /** Fills it. */
    protected final void fill(Node content) {
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().add(content);
    }

    /** Called whenever it is shown. */
    public void shown() {}

    protected final ViewContext context() {
        return context;
    }

    /** What stands at the right of the title. */
    protected final HBox tools() {
        return tools;
    }

    /** What has the focus first. */
    public final Node first() {
        return close;
    }

    protected final void close() {
        context.navigation().closeDialog();
    }
}
