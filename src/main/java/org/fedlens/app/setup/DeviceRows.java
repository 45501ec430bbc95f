package org.fedlens.app.setup;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.shell.Desk;

/** Where and with how many workers runs compute; this is the machine's, not the experiment's. */
final class DeviceRows extends VBox {
    private static final int MOST = 16;

    DeviceRows(Desk desk) {
        ComboBox<String> device = devices(desk);
        Label why = new Label();
        why.setId("device-why");
        why.setWrapText(true);
        why.getStyleClass().add("setting-help");
        desk.ties().add(desk.screen().devices().subscribe(found -> {
            boolean choice = found.size() > 1;
            device.setDisable(!choice || desk.model().phase().active());
            why.setText(found.isEmpty() ? "" : desk.say(choice ? "ui.device.gpuDiffers" : "ui.device.noGpu"));
        }));
        ComboBox<Integer> workers = new ComboBox<>();
        for (int count = 0; count <= MOST; count++) {
            workers.getItems().add(count);
        }
        workers.setConverter(new ChoiceNames<>(
                count -> count == 0 ? desk.say("ui.device.auto", SetupSummary.workers(0)) : String.valueOf(count)));
        workers.setValue(desk.screen().workers().get());
        workers.valueProperty()
                .addListener((value, before, now) -> desk.screen().workers().set(now));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> {
            workers.setDisable(phase.active());
            device.setDisable(phase.active() || desk.screen().devices().get().size() < 2);
        }));
        getChildren()
                .addAll(line(desk.say("ui.device.where"), device), why, line(desk.say("ui.device.workers"), workers));
        workers.setAccessibleText(desk.say("ui.device.workers"));
    }

    private static ComboBox<String> devices(Desk desk) {
        ComboBox<String> device = new ComboBox<>();
        device.setId("compute-on");
        device.setConverter(new ChoiceNames<>(name -> SetupSummary.device(desk, name)));
        desk.ties().add(desk.screen().devices().subscribe(found -> {
            device.getItems().setAll(found);
            device.setValue(desk.screen().device().get());
        }));
        desk.ties().add(desk.screen().device().subscribe(device::setValue));
        device.valueProperty().addListener((value, before, now) -> {
            if (now != null && !now.isEmpty()) {
                desk.screen().device().set(now);
            }
        });
        device.setAccessibleText(desk.say("ui.device.where"));
        return device;
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
