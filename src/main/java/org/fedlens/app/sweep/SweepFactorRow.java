package org.fedlens.app.sweep;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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
import org.fedlens.app.setup.SettingNames;
import org.fedlens.app.setup.SetupGroup;
import org.fedlens.experiment.sweep.ValueRange;
import org.fedlens.settings.FormEntry;
import org.fedlens.settings.SettingField;
import org.fedlens.text.Problem;
import org.kordamp.ikonli.javafx.FontIcon;

/** One setting that varies: its name, a chip for each value, a way to add more, and by how much it multiplies. */
final class SweepFactorRow extends HBox {
    private final SweepContext context;
    private final SettingNames names;
    private final FormEntry entry;
    private final SweepDraft.Factor factor;
    private final Label wrong = new Label();

    /** @param entry the setting, as the form has it */
    SweepFactorRow(SweepContext context, FormEntry entry, SweepDraft.Factor factor) {
        super(12);
        this.context = context;
        this.names = new SettingNames(context.environment());
        this.entry = entry;
        this.factor = factor;
        setId("factor-" + factor.path());
        getStyleClass().add("factor-row");
        Label name = new Label(names.label(entry));
        name.getStyleClass().add("strong");
        name.setWrapText(true);
        Label group = new Label(context.say(SetupGroup.Kind.of(factor.path()).key()));
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
        String tip = context.say("ui.sweep.factor.remove", names.label(entry));
        away.setTooltip(new Tooltip(tip));
        away.setAccessibleText(tip);
        away.setOnAction(action -> context.sweepDraft().remove(factor.path()));
        getChildren().addAll(words, values, times, away);
        setAlignment(Pos.CENTER_LEFT);
    }

    private Node chip(String value) {
        String said = said(value);
        Button chip = new Button(said, new FontIcon("bi-x"));
        chip.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        chip.getStyleClass().addAll("value-chip");
        chip.setAccessibleText(context.say("ui.sweep.value.remove", said));
        chip.setOnAction(action -> {
            List<String> left = new ArrayList<>(factor.values());
            left.remove(value);
            context.sweepDraft().set(factor.path(), left);
        });
        return chip;
    }

    private String said(String value) {
        boolean word = entry instanceof FormEntry.Choice
                || entry instanceof FormEntry.Scalar scalar
                        && scalar.field().type().isEnum();
        return word ? names.choice(value) : value;
    }

    private Node more() {
        List<String> known = known(entry);
        if (known.isEmpty()) {
            TextField typed = new TextField();
            typed.setPromptText(context.say("ui.sweep.value.prompt"));
            typed.setPrefWidth(170);
            typed.setId("add-" + factor.path());
            typed.setAccessibleText(context.say("ui.sweep.value.add", names.label(entry)));
            typed.setOnAction(action -> add(typed.getText()));
            return typed;
        }
        MenuButton menu = new MenuButton(null, new FontIcon("bi-plus"));
        menu.getStyleClass().addAll("button-icon", "flat");
        menu.setId("add-" + factor.path());
        menu.setAccessibleText(context.say("ui.sweep.value.add", names.label(entry)));
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
            context.sweepDraft().set(factor.path(), all);
        } catch (Problem problem) {
            wrong.setText(context.environment().words().say(problem.said()));
            wrong.setManaged(true);
        }
    }

    /** The values of a setting of which there are only so many. */
    static List<String> known(FormEntry entry) {
        if (entry instanceof FormEntry.Choice choice) {
            return choice.names();
        }
        SettingField field = ((FormEntry.Scalar) entry).field();
        return field.type() == boolean.class ? List.of("true", "false") : field.choices();
    }
}
