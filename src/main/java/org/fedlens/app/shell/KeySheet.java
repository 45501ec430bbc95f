package org.fedlens.app.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.setup.SettingRow;

/** What the focused control is for, and all keys. */
final class KeySheet extends VBox {
    private static final double COLUMN = 432;

    private final Shell shell;
    private final WindowContext context;
    private final Button close;

    KeySheet(Shell shell, Node focused, Runnable closed) {
        super(16);
        this.shell = shell;
        this.context = shell.context();
        setId("key-sheet");
        setMaxSize(960, 760);
        Label title = new Label(context.say("ui.keys.title"));
        title.getStyleClass().add("dialog-title");
        close = new Button(context.say("ui.check.close"));
        close.setOnAction(action -> closed.run());
        HBox buttons = new HBox(close);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().add(title);
        help(focused).ifPresent(getChildren()::add);
        VBox left = new VBox(
                12, topic(CommandSpec.Topic.RUN), topic(CommandSpec.Topic.VIEW), topic(CommandSpec.Topic.CLIENTS));
        VBox right = new VBox(12, topic(CommandSpec.Topic.SETUP), topic(CommandSpec.Topic.WINDOW), parts());
        HBox columns = new HBox(32, left, right);
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("content-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, buttons);
    }

    Node first() {
        return close;
    }

    private Optional<Node> help(Node focused) {
        String said = said(focused);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        Label label = new Label(said);
        label.setId("focus-help");
        label.setWrapText(true);
        VBox note = new VBox(label);
        note.getStyleClass().add("inset-note");
        note.setMinHeight(Region.USE_PREF_SIZE);
        return Optional.of(note);
    }

    /** The help of the nearest part around a control that has any. */
    static String said(Node focused) {
        for (Node at = focused; at != null; at = at.getParent()) {
            if (at instanceof SettingRow row) {
                return row.inWords();
            }
        }
        String name = focused == null || focused.getAccessibleText() == null ? "" : focused.getAccessibleText();
        Tooltip tip = focused instanceof Control control ? control.getTooltip() : null;
        String more = tip == null || tip.getText() == null || tip.getText().equals(name) ? "" : tip.getText();
        return name.isEmpty() || more.isEmpty() ? name + more : name + "\n" + more;
    }

    private VBox topic(CommandSpec.Topic topic) {
        VBox list = list(context.say(topic.key()));
        shell.commands().stream()
                .filter(command -> command.spec().topic() == topic
                        && !command.spec().keys().isEmpty())
                .forEach(command -> list.getChildren()
                        .add(line(
                                command.spec().said(context.environment()),
                                command.spec().keySaid(context.environment()))));
        return list;
    }

    /** Keys that a focused part answers by itself. */
    private VBox parts() {
        VBox list = list(context.say("ui.topic.parts"));
        for (String part : List.of("map", "scrubber", "matrix", "lasso", "menu")) {
            list.getChildren().add(line(context.say("ui.keys." + part), context.say("ui.keys." + part + ".keys")));
        }
        return list;
    }

    private static VBox list(String title) {
        Label name = new Label(title);
        name.getStyleClass().add("card-title");
        VBox list = new VBox(2, name);
        list.setPrefWidth(COLUMN);
        return list;
    }

    /** A key as it looks on a keyboard. */
    static Label chip(String key) {
        Label chip = new Label(key);
        chip.getStyleClass().add("key");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    static HBox line(String label, String keys) {
        Label name = new Label(label);
        name.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label key = chip(keys);
        key.setVisible(!keys.isEmpty());
        HBox line = new HBox(12, name, space, key);
        line.getStyleClass().add("key-line");
        return line;
    }
}
