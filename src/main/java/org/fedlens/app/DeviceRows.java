package org.fedlens.app;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Where and with how many workers runs compute; this is the machine's, not the experiment's. */
final class DeviceRows extends VBox {
    private static final int MOST = 16;

    DeviceRows(Desk desk) {
        Label device = new Label();
        device.getStyleClass().add("fixed-value");
        desk.ties().add(desk.screen().device().subscribe(name -> device.setText(desk.say("ui.device.cpu"))));
        ComboBox<Integer> workers = new ComboBox<>();
        for (int count = 0; count <= Math.min(MOST, 2 * SetupSummary.workers(0)); count++) {
            workers.getItems().add(count);
        }
        workers.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer count) {
                return count == null || count == 0
                        ? desk.say("ui.device.auto", SetupSummary.workers(0))
                        : String.valueOf(count);
            }

            @Override
            public Integer fromString(String said) {
                throw new UnsupportedOperationException("Numbers are only chosen");
            }
        });
        workers.setValue(desk.screen().workers().get());
        workers.valueProperty()
                .addListener((value, before, now) -> desk.screen().workers().set(now));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> workers.setDisable(phase.active())));
        getChildren().addAll(line(desk.say("ui.device.where"), device), line(desk.say("ui.device.workers"), workers));
        workers.setAccessibleText(desk.say("ui.device.workers"));
    }

    private static HBox line(String name, Region control) {
        Label label = new Label(name);
        HBox left = new HBox(label);
        left.getStyleClass().add("setting-left");
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox line = new HBox(8, left, control);
        line.getStyleClass().addAll("setting-line", "setting-row");
        return line;
    }
}
