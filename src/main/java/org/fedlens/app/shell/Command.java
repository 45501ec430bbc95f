package org.fedlens.app.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;

/**
 * Something a person can have done. The keyboard, the sheet of keys, the search and the tips of the buttons all read
 * this, so that they cannot disagree.
 *
 * @param topic under which it is listed
 * @param label what it does, in the language of the desk
 * @param keys that do it, none or several; the first is the one that is shown
 * @param can true where it would do something now
 * @param act does it
 */
record Command(
        Topic topic,
        Function<Desk, String> label,
        List<KeyCodeCombination> keys,
        Predicate<Shell> can,
        Consumer<Shell> act) {

    /** What commands are about. */
    enum Topic {
        RUN,
        SETUP,
        VIEW,
        CLIENTS,
        WINDOW;

        String key() {
            return "ui.topic." + name().toLowerCase(Locale.ROOT);
        }
    }

    Command {
        keys = List.copyOf(keys);
    }

    boolean answers(KeyEvent event) {
        return keys.stream().anyMatch(key -> key.match(event));
    }

    /** The first of its keys in words, empty if there is none. */
    String keySaid(Desk desk) {
        return keys.isEmpty() ? "" : KeyNames.say(keys.get(0), desk.surroundings());
    }

    /** What a button that does this says under the pointer. */
    String tip(Desk desk) {
        String said = label.apply(desk);
        return keys.isEmpty() ? said : desk.say("ui.command.tip", said, keySaid(desk));
    }
}
