package org.fedlens.app.shell;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * Measures of the window that outlive a change of language and are remembered.
 *
 * @param setupWidth width of the setup panel
 * @param mapShare share of the workbench's height that the map has
 * @param scale of everything in the window, 1 for 100 %
 */
public record WindowState(DoubleProperty setupWidth, DoubleProperty mapShare, DoubleProperty scale) {
    static WindowState of(AppSettings settings) {
        return new WindowState(
                new SimpleDoubleProperty(settings.setup()),
                new SimpleDoubleProperty(settings.mapShare()),
                new SimpleDoubleProperty(settings.scale()));
    }
}
