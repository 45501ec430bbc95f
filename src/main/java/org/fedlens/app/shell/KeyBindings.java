package org.fedlens.app.shell;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fedlens.app.kit.Command;

/** The keyboard of the window: it finds the command of a key. */
final class KeyBindings {
    private final List<Command> commands;
    private final Shell shell;

    KeyBindings(Shell shell) {
        this.shell = shell;
        this.commands = shell.commands();
    }

    /** Listens at the scene; letters are left to text fields, Space also to buttons. */
    void install(Scene scene) {
        scene.setOnKeyPressed(event -> {
            if (!isTyping(event) && !event.isConsumed() && event.getCode() != KeyCode.SPACE) {
                run(event);
            }
        });
        // Scroll panes and focused controls would take these for themselves before the scene hears of them.
        shell.root().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean arrow = event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT;
            if (arrow && !isTyping(event) || event.getCode() == KeyCode.SPACE && !takesSpace(event)) {
                run(event);
            }
        });
    }

    private static boolean takesSpace(KeyEvent event) {
        return event.getTarget() instanceof Control control && !(control instanceof ScrollPane);
    }

    private static boolean isTyping(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl
                && !event.isShortcutDown()
                && !event.getCode().isFunctionKey();
    }

    private void run(KeyEvent event) {
        if (shell.covered()) {
            return;
        }
        commands.stream()
                .filter(command ->
                        command.spec().answers(event) && command.can().getAsBoolean())
                .findFirst()
                .ifPresent(command -> {
                    command.act().run();
                    event.consume();
                });
    }
}
