package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.experiment.sweep.ValueRange;
import org.fedlens.settings.Entry;
import org.fedlens.settings.Field;
import org.fedlens.text.Problem;
import org.kordamp.ikonli.javafx.FontIcon;

/** One setting that varies: its name, a chip for each value, a way to add more, and by how much it multiplies. */
final class SweepFactorRow extends HBox {
    private final Desk desk;
    private final SettingNames names;
    private final Entry entry;
    private final SweepDraft.Factor factor;
    private final Label wrong = new Label();

    /** @param entry the setting, as the form has it */
    SweepFactorRow(Desk desk, Entry entry, SweepDraft.Factor factor) {
        super(12);
        this.desk = desk;
        this.names = new SettingNames(desk.surroundings());
        this.entry = entry;
        this.factor = factor;
        setId("factor-" + factor.path());
        getStyleClass().add("factor-row");
        Label name = new Label(names.label(entry));
        name.getStyleClass().add("strong");
        name.setWrapText(true);
        Label group = new Label(desk.say(SetupGroup.Kind.of(factor.path()).key()));
        group.getStyleClass().add("secondary");
        VBox words = new VBox(1, name, group);
        words.setMinWidth(116);
        words.setMaxWidth(116);
        words.setAlignment(Pos.CENTER_LEFT);
        FlowPane chips = new FlowPane(6, 6);
        factor.values().forEach(value -> chips.getChildren().add(chip(value)));
        chips.getChildren().add(more());
        chips.setAlignment(Pos.CENTER_LEFT);
        wrong.getStyleClass().add("setting-message");
        wrong.setWrapText(true);
        wrong.setManaged(false);
        VBox values = new VBox(2, chips, wrong);
        values.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(values, Priority.ALWAYS);
        Label times = new Label("\u00d7 " + factor.values().size());
        times.getStyleClass().add("figure");
        times.setMinWidth(Region.USE_PREF_SIZE);
        Button away = new Button(null, new FontIcon("bi-trash"));
        away.getStyleClass().addAll("button-icon", "flat", "small");
        String tip = desk.say("ui.sweep.factor.remove", names.label(entry));
        away.setTooltip(new Tooltip(tip));
        away.setAccessibleText(tip);
        away.setOnAction(action -> desk.sweepDraft().remove(factor.path()));
        getChildren().addAll(words, values, times, away);
        setAlignment(Pos.CENTER_LEFT);
    }

    private Node chip(String value) {
        String said = said(value);
        Button chip = new Button(said, new FontIcon("bi-x"));
        chip.setContentDisplay(ContentDisplay.RIGHT);
        chip.getStyleClass().addAll("value-chip");
        chip.setAccessibleText(desk.say("ui.sweep.value.remove", said));
        chip.setOnAction(action -> {
            List<String> left = new ArrayList<>(factor.values());
            left.remove(value);
            desk.sweepDraft().set(factor.path(), left);
        });
        return chip;
    }

    private String said(String value) {
        boolean word = entry instanceof Entry.Choice
                || entry instanceof Entry.Scalar scalar && scalar.field().type().isEnum();
        return word ? names.choice(value) : value;
    }

    private Node more() {
        List<String> known = known(entry);
        if (known.isEmpty()) {
            TextField typed = new TextField();
            typed.setPromptText(desk.say("ui.sweep.value.prompt"));
            typed.setPrefWidth(170);
            typed.setId("add-" + factor.path());
            typed.setAccessibleText(desk.say("ui.sweep.value.add", names.label(entry)));
            typed.setOnAction(action -> add(typed.getText()));
            return typed;
        }
        MenuButton menu = new MenuButton(null, new FontIcon("bi-plus"));
        menu.getStyleClass().addAll("button-icon", "flat");
        menu.setId("add-" + factor.path());
        menu.setAccessibleText(desk.say("ui.sweep.value.add", names.label(entry)));
        for (String value : known) {
            if (!factor.values().contains(value)) {
                MenuItem item = new MenuItem(said(value));
                item.setOnAction(action -> add(value));
                menu.getItems().add(item);
            }
        }
        menu.setDisable(menu.getItems().isEmpty());
        return menu;
    }

    private void add(String typed) {
        try {
            List<String> all = new ArrayList<>(factor.values());
            all.addAll(ValueRange.parse(typed, factor.path()));
            desk.sweepDraft().set(factor.path(), all);
        } catch (Problem problem) {
            wrong.setText(desk.surroundings().words().say(problem.said()));
            wrong.setManaged(true);
        }
    }

    /** The values of a setting of which there are only so many. */
    static List<String> known(Entry entry) {
        if (entry instanceof Entry.Choice choice) {
            return choice.names();
        }
        Field field = ((Entry.Scalar) entry).field();
        return field.type() == boolean.class ? List.of("true", "false") : field.choices();
    }
}
