package org.fedlens.app.kit;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/** One view of the window: what stands in the top bar, what fills the rest, and what F6 jumps between. */
public interface Page {
    Node bar();

    Node body();

    List<Node> regions();

    /** Opens what can be saved of it; nothing where that is no more than its charts. */
    default Optional<Runnable> export() {
        return Optional.empty();
    }
}
