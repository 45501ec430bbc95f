package org.fedlens.app.setup;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.ChoiceNames;

/** Where and with how many workers runs compute; this is the machine's, not the experiment's. */
final class DeviceRows extends VBox {
    private static final int MOST = 16;

    DeviceRows(SetupContext context) {
        ComboBox<String> device = devices(context);
        Label why = new Label();
        why.setId("device-why");
        why.setWrapText(true);
        why.getStyleClass().add("setting-help");
        context.keep(context.state().devices().subscribe(found -> {
            boolean choice = found.size() > 1;
            device.setDisable(!choice || context.run().phase().active());
            why.setText(found.isEmpty() ? "" : context.say(choice ? "ui.device.gpuDiffers" : "ui.device.noGpu"));
        }));
        ComboBox<Integer> workers = new ComboBox<>();
        for (int count = 0; count <= MOST; count++) {
            workers.getItems().add(count);
        }
        workers.setConverter(new ChoiceNames<>(
                count -> count == 0 ? context.say("ui.device.auto", SetupSummary.workers(0)) : String.valueOf(count)));
        workers.setValue(context.state().workers().get());
        workers.valueProperty()
                .addListener((value, before, now) -> context.state().workers().set(now));
        context.keep(context.run().phaseProperty().subscribe(phase -> {
            workers.setDisable(phase.active());
            device.setDisable(phase.active() || context.state().devices().get().size() < 2);
        }));
        getChildren()
                .addAll(
                        line(context.say("ui.device.where"), device),
                        why,
                        line(context.say("ui.device.workers"), workers));
        workers.setAccessibleText(context.say("ui.device.workers"));
    }

    private static ComboBox<String> devices(SetupContext context) {
        ComboBox<String> device = new ComboBox<>();
        device.setId("compute-on");
        device.setConverter(new ChoiceNames<>(name -> SetupSummary.device(context.environment(), name)));
        context.keep(context.state().devices().subscribe(found -> {
            device.getItems().setAll(found);
            device.setValue(context.state().device().get());
        }));
        context.keep(context.state().device().subscribe(device::setValue));
        device.valueProperty().addListener((value, before, now) -> {
            if (now != null && !now.isEmpty()) {
                context.state().device().set(now);
            }
        });
        device.setAccessibleText(context.say("ui.device.where"));
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
