package org.fedlens.app.setup;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line of the setup panel: its name, its control, a lock or a live mark, and what is wrong with it. */
public final class SettingRow extends VBox {
    private final SetupContext context;
    private final String path;
    private final SettingControl control;
    private final Label message = new Label();
    private final FontIcon lock = new FontIcon("bi-lock");
    private final String name;
    private final Tooltip tip = new Tooltip();
    private final String help;

    SettingRow(SetupContext context, FormEntry entry) {
        this.context = context;
        this.path = entry.path();
        SettingNames names = new SettingNames(context.environment());
        this.name = names.label(entry);
        this.help = names.help(entry);
        this.control = SettingControl.of(context, entry);
        getStyleClass().add("setting-row");
        setId("setting-" + path);
        Label label = new Label(name);
        label.getStyleClass().add("setting-label");
        label.setLabelFor(control.focusTarget());
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox left = new HBox(6, label);
        left.getStyleClass().add("setting-left");
        if (entry.live()) {
            Region dot = new Region();
            dot.getStyleClass().add("live-dot");
            left.getChildren().add(dot);
        }
        lock.getStyleClass().add("lock");
        lock.setMouseTransparent(true);
        StackPane place = new StackPane(control.node(), lock);
        StackPane.setAlignment(control.node(), Pos.CENTER_LEFT);
        StackPane.setAlignment(lock, control.compact() ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
        lock.setTranslateX(control.compact() ? 60 : -10);
        HBox.setHgrow(place, Priority.ALWAYS);
        HBox line = new HBox(8, left, place);
        line.getStyleClass().add("setting-line");
        Tooltip.install(line, tip);
        message.getStyleClass().add("setting-message");
        message.setWrapText(true);
        getChildren().addAll(line, message);
        say(Optional.empty());
    }

    /**
     * Shows a value.
     *
     * @param active true while a run is on
     */
    void show(FormEntry entry, Optional<Problem> problem, boolean active) {
        boolean locked = active && !entry.live();
        control.show(entry);
        control.node().setDisable(locked);
        lock.setVisible(locked && control.lockable());
        tip.setText(locked ? context.say("ui.setup.locked") : help.isEmpty() ? name : help);
        say(problem);
        String state = locked
                ? ", " + context.say("ui.setup.lockedShort")
                : active ? ", " + context.say("ui.setup.nextRound") : "";
        String wrong = message.getText().isEmpty() ? "" : ", " + message.getText();
        control.focusTarget().setAccessibleText(name + ", " + control.said() + state + wrong);
    }

    private void say(Optional<Problem> problem) {
        String said = problem.map(wrong -> context.environment().words().say(wrong.said()))
                .orElse("");
        message.setText(said);
        message.setVisible(!said.isEmpty());
        message.setManaged(!said.isEmpty());
        control.mark(!said.isEmpty());
    }

    String path() {
        return path;
    }

    public Node focusTarget() {
        return control.focusTarget();
    }

    /** What it is, what it is set to and what it does. */
    public String inWords() {
        String said = control.focusTarget().getAccessibleText();
        return help.isEmpty() ? said : said + "\n" + help;
    }

    /** What is written under the field, empty if nothing is wrong. */
    public String message() {
        return message.getText();
    }
}
