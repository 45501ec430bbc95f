package org.fedlens.app.setup;

import java.io.File;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.DirectoryChooser;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.shell.Desk;
import org.fedlens.settings.FormEntry;
import org.kordamp.ikonli.javafx.FontIcon;

/** The data set: a name that a ready experiment uses, a typed path, or a folder that is picked. */
final class SourceControl extends SettingControl {
    private final ComboBox<String> box = new ComboBox<>();
    private final HBox line;

    SourceControl(Desk desk, FormEntry.Scalar entry) {
        super(desk, entry);
        box.setEditable(true);
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().add(entry.field().rule().standard());
        for (Preset preset : desk.screen().presets().get()) {
            if (preset.tree().get("data") instanceof Map<?, ?> data && data.get("source") instanceof String source) {
                if (!box.getItems().contains(source)) {
                    box.getItems().add(source);
                }
            }
        }
        HBox.setHgrow(box, Priority.ALWAYS);
        box.valueProperty().addListener((value, before, now) -> {
            if (now != null && !now.equals(before)) {
                change(now);
            }
        });
        Button folder = new Button(null, new FontIcon("bi-folder"));
        folder.getStyleClass().addAll("button-icon", "small");
        folder.setTooltip(new Tooltip(desk.say("ui.setup.folder")));
        folder.setAccessibleText(desk.say("ui.setup.folder"));
        folder.setOnAction(action -> pick());
        line = new HBox(8, box, folder);
        line.getStyleClass().add("field-box");
    }

    private void pick() {
        DirectoryChooser chooser = new DirectoryChooser();
        File folder = chooser.showDialog(box.getScene().getWindow());
        if (folder != null) {
            change(folder.getAbsolutePath());
        }
    }

    @Override
    void display(FormEntry entry) {
        box.setValue(String.valueOf(((FormEntry.Scalar) entry).value()));
    }

    @Override
    Node node() {
        return line;
    }

    @Override
    Node focusTarget() {
        return box;
    }

    @Override
    boolean lockable() {
        return false;
    }

    @Override
    String said() {
        return box.getValue() == null ? "" : box.getValue();
    }
}
