package org.fedlens.app.kit;

import javafx.scene.Node;

/** Colours of chips and dots: one style class for each role. */
final class RoleStyles {
    private static final String PREFIX = "role-";

    private RoleStyles() {}

    static void paint(Node chip, String role) {
        // Every change of a class has the node styled anew, so one that changes nothing is left out.
        if (!chip.getStyleClass().contains(PREFIX + role)) {
            chip.getStyleClass().removeIf(name -> name.startsWith(PREFIX));
            chip.getStyleClass().add(PREFIX + role);
        }
    }
}
