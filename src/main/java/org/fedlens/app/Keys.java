package org.fedlens.app;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keyboard of the workbench. */
final class Keys {
    private final Desk desk;
    private final Shell shell;

    Keys(Desk desk, Shell shell) {
        this.desk = desk;
        this.shell = shell;
    }

    /** Listens at the scene; letters are left to text fields, Space also to buttons. */
    void install(Scene scene) {
        scene.setOnKeyPressed(this::pressed);
        // A scroll pane would take Space for itself before the scene hears of it.
        shell.root().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE && !takesSpace(event)) {
                if (!mend()) {
                    desk.control().primary();
                }
                event.consume();
            }
        });
    }

    /** Where the setup cannot be run, leads to the first field that keeps it from running. */
    private boolean mend() {
        boolean wrong = !desk.model().phase().active()
                && !desk.draft().sheet().problems().isEmpty();
        if (wrong && shell.root().lookup("#first-problem") instanceof Hyperlink link) {
            link.fire();
        }
        return wrong;
    }

    private static boolean takesSpace(KeyEvent event) {
        return event.isShortcutDown()
                || event.getTarget() instanceof Control control && !(control instanceof ScrollPane);
    }

    private void pressed(KeyEvent event) {
        boolean done = event.isShortcutDown() ? shortcut(event) : plain(event);
        if (done) {
            event.consume();
        }
    }

    private boolean shortcut(KeyEvent event) {
        int view = event.getCode().ordinal() - KeyCode.DIGIT1.ordinal();
        if (view >= 0 && view < View.values().length) {
            desk.screen().view().set(View.values()[view]);
            return true;
        }
        switch (event.getCode()) {
            case PERIOD -> desk.control().stop();
            case ENTER -> {
                if (!mend()) {
                    desk.control().start();
                }
            }
            case Z -> {
                if (event.isShiftDown()) {
                    desk.draft().redo();
                } else {
                    desk.draft().undo();
                }
            }
            case P -> desk.control().pin();
            case R -> {
                if (!event.isShiftDown()) {
                    return false;
                }
                desk.screen().overlay().set(Overlay.SWEEP);
            }
            case L -> desk.screen().logOpen().set(!desk.screen().logOpen().get());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        if (event.getCode() == KeyCode.F6) {
            jump(event.isShiftDown() ? -1 : 1);
            return true;
        }
        if (event.getTarget() instanceof TextInputControl) {
            return false;
        }
        switch (event.getCode()) {
            case N -> desk.control().step();
            case OPEN_BRACKET -> select(-1);
            case CLOSE_BRACKET -> select(1);
            case ESCAPE -> desk.model().selectedProperty().set(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void select(int by) {
        int clients = desk.model().clients().size();
        if (clients > 0) {
            int now = desk.model().selectedProperty().get();
            desk.model().selectedProperty().set(Math.floorMod(now < 0 && by < 0 ? clients - 1 : now + by, clients));
        }
    }

    /** Moves the focus to the first control of the next region. */
    private void jump(int by) {
        List<Node> regions = shell.regions();
        Node owner = shell.root().getScene().getFocusOwner();
        int now = -1;
        for (int i = 0; i < regions.size(); i++) {
            if (inside(owner, regions.get(i))) {
                now = i;
            }
        }
        for (int tried = 1; tried <= regions.size(); tried++) {
            Node region = regions.get(Math.floorMod((now < 0 && by < 0 ? 0 : now) + by * tried, regions.size()));
            Node first = first(region);
            if (first != null) {
                first.requestFocus();
                return;
            }
        }
    }

    private static boolean inside(Node node, Node region) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == region) {
                return true;
            }
        }
        return false;
    }

    private static Node first(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = first(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
