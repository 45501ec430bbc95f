package org.fedlens.app.kit;

import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * What a command is called and which keys do it. The keyboard, the sheet of keys, the search and the tips of the buttons
 * all read this, so that they cannot disagree.
 *
 * @param topic under which it is listed
 * @param label what it does, in the language of the window
 * @param keys that do it, none or several; the first is the one that is shown
 */
public record CommandSpec(Topic topic, Function<UiEnvironment, String> label, List<KeyCodeCombination> keys) {

    /** What commands are about. */
    public enum Topic {
        RUN,
        SETUP,
        VIEW,
        CLIENTS,
        WINDOW;

        /** Key of its name in the bundles. */
        public String key() {
            return "ui.topic." + name().toLowerCase(Locale.ROOT);
        }
    }

    public CommandSpec {
        keys = List.copyOf(keys);
    }

    /**
     * @param label key of what it does
     * @param keys as {@link KeyCombination#valueOf} reads them
     */
    public static CommandSpec of(Topic topic, String label, String... keys) {
        return of(topic, environment -> environment.say(label), keys);
    }

    /** The same with words that depend on what the window shows. */
    public static CommandSpec of(Topic topic, Function<UiEnvironment, String> label, String... keys) {
        return new CommandSpec(
                topic,
                label,
                Stream.of(keys)
                        .map(key -> (KeyCodeCombination) KeyCombination.valueOf(key))
                        .toList());
    }

    public Command does(BooleanSupplier can, Runnable act) {
        return new Command(this, can, act);
    }

    /** A command that can always be had done. */
    public Command does(Runnable act) {
        return does(() -> true, act);
    }

    public boolean answers(KeyEvent event) {
        return keys.stream().anyMatch(key -> key.match(event));
    }

    public String said(UiEnvironment environment) {
        return label.apply(environment);
    }

    /** The first of its keys in words, empty if there is none. */
    public String keySaid(UiEnvironment environment) {
        return keys.isEmpty() ? "" : KeyNames.say(keys.get(0), environment);
    }

    /** What a button that does this says under the pointer. */
    public String tip(UiEnvironment environment) {
        return keys.isEmpty()
                ? said(environment)
                : environment.say("ui.command.tip", said(environment), keySaid(environment));
    }
}
