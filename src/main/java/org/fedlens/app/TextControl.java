package org.fedlens.app;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.fedlens.settings.Entry;
import org.kordamp.ikonli.javafx.FontIcon;

/** A typed value. What is typed counts when Enter is pressed or the field is left: one step of the history. */
final class TextControl extends SettingControl {
    private final TextField field = new TextField();
    private final HBox box = new HBox(8, field);
    private final boolean number;
    private String shown = "";

    TextControl(Desk desk, Entry.Scalar entry) {
        super(desk, entry);
        box.getStyleClass().add("field-box");
        number = entry.field().type() != String.class;
        if (number) {
            field.getStyleClass().addAll("figure", "number-field");
        } else {
            HBox.setHgrow(field, Priority.ALWAYS);
        }
        field.setOnAction(action -> commit());
        field.focusedProperty().addListener((focused, before, now) -> {
            if (!now) {
                commit();
            }
        });
        if (entry.path().equals("seed")) {
            box.getChildren().add(dice(desk));
        }
    }

    private Button dice(Desk desk) {
        Button dice = new Button(null, new FontIcon("bi-dice-5"));
        dice.getStyleClass().addAll("button-icon", "small");
        dice.setTooltip(new Tooltip(desk.say("ui.setup.dice")));
        dice.setAccessibleText(desk.say("ui.setup.dice"));
        // Any other number will do; the moment of the click is as good a die as any.
        dice.setOnAction(action -> change(1 + Math.floorMod(System.nanoTime() / 1000, 9_999)));
        return dice;
    }

    private void commit() {
        if (!field.getText().equals(shown)) {
            shown = field.getText();
            change(SettingNames.typed(path(), shown));
        }
    }

    @Override
    void display(Entry entry) {
        shown = new SettingNames(desk().surroundings()).value(path(), ((Entry.Scalar) entry).value());
        if (!field.isFocused() || !field.getText().equals(shown)) {
            field.setText(shown);
        }
    }

    @Override
    Node node() {
        return box;
    }

    @Override
    Node focusTarget() {
        return field;
    }

    @Override
    boolean compact() {
        return number;
    }

    @Override
    String said() {
        return field.getText();
    }
}
