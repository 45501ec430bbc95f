package org.fedlens.app.kit;

import java.util.List;
import javafx.scene.Node;

/** One view of the window: what stands in the top bar, what fills the rest, and what F6 jumps between. */
interface Page {
    Node bar();

    Node body();

    List<Node> regions();
}
