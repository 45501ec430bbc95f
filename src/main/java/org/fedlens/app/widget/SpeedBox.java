package org.fedlens.app.widget;

import javafx.beans.property.DoubleProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.shell.Desk;

/** How many steps of what plays by itself are shown in a second. */
final class SpeedBox extends ComboBox<Double> {
    SpeedBox(Desk desk, DoubleProperty perSecond) {
        getItems().setAll(0.5, 1.0, 2.0, 4.0, 8.0);
        setValue(perSecond.get());
        setConverter(new ChoiceNames<>(value -> desk.say("ui.embeddings.speed", value)));
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText(desk.say("ui.embeddings.speed.name"));
        valueProperty().addListener((value, before, now) -> perSecond.set(now));
    }
}
