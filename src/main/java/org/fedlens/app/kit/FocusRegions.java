package org.fedlens.app.kit;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/** The parts of the window between which the focus jumps, in their order. */
record FocusRegions(List<Node> parts) {
    FocusRegions {
        parts = List.copyOf(parts);
    }

    /** Gives the focus to the first control of the part {@code by} places after the one that holds {@code owner}. */
    void jump(Node owner, int by) {
        int now = -1;
        for (int i = 0; i < parts.size(); i++) {
            if (inside(owner, parts.get(i))) {
                now = i;
            }
        }
        for (int tried = 1; tried <= parts.size(); tried++) {
            Node part = parts.get(Math.floorMod((now < 0 && by < 0 ? 0 : now) + by * tried, parts.size()));
            Optional<Node> first = first(part);
            if (first.isPresent()) {
                first.orElseThrow().requestFocus();
                return;
            }
        }
    }

    static boolean inside(Node node, Node part) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == part) {
                return true;
            }
        }
        return false;
    }

    /** The first control of a part that takes the focus. */
    static Optional<Node> first(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .map(FocusRegions::first)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }
}
