package org.fedlens.app.widget;

import javafx.beans.property.DoubleProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.kit.ViewContext;

/** How many steps of what plays by itself are shown in a second. */
public final class SpeedBox extends ComboBox<Double> {
    public SpeedBox(ViewContext context, DoubleProperty perSecond) {
        getItems().setAll(0.5, 1.0, 2.0, 4.0, 8.0);
        setValue(perSecond.get());
        setConverter(new ChoiceNames<>(value -> context.say("ui.embeddings.speed", value)));
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText(context.say("ui.embeddings.speed.name"));
        valueProperty().addListener((value, before, now) -> perSecond.set(now));
    }
}
