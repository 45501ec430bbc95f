package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.fedlens.app.Command.Topic;

/** Everything that can be done by a key or be searched for. */
final class Commands {
    private static final Predicate<Shell> ALWAYS = shell -> true;

    static final Command RUN = of(
            Topic.RUN,
            "ui.run.tip",
            shell -> shell.desk().control().canPress() || shell.wrong(),
            Shell::runOrMend,
            "Space");
    static final Command START = of(
            Topic.RUN,
            "ui.command.start",
            shell -> shell.desk().control().canStart() || shell.wrong(),
            Shell::startOrMend,
            "Shortcut+Enter");
    static final Command STEP = of(
            Topic.RUN,
            "ui.step.tip",
            shell -> shell.desk().model().phase() == Phase.PAUSED,
            shell -> shell.desk().control().step(),
            "N");
    static final Command STOP = of(
            Topic.RUN,
            "ui.stop.tip",
            shell -> shell.desk().control().canStop(),
            shell -> shell.desk().control().stop(),
            "Shortcut+Period");
    static final Command PIN = of(
            Topic.RUN,
            "ui.pin.tip",
            shell -> shell.desk().control().canPin(),
            shell -> shell.desk().control().pin(),
            "Shortcut+P");
    static final Command OPEN =
            of(Topic.RUN, "ui.open.tip", shell -> shell.offers("open"), shell -> shell.press("open"), "Shortcut+O");
    static final Command SWEEP = of(
            Topic.RUN,
            "ui.sweep.tip",
            ALWAYS,
            shell -> shell.desk().screen().dialog().set(Dialog.SWEEP),
            "Shortcut+Shift+R");
    static final Command UNDO = of(
            Topic.SETUP,
            "ui.undo",
            shell -> shell.desk().draft().canUndo().get(),
            shell -> shell.desk().draft().undo(),
            "Shortcut+Z");
    static final Command REDO = of(
            Topic.SETUP,
            "ui.redo",
            shell -> shell.desk().draft().canRedo().get(),
            shell -> shell.desk().draft().redo(),
            "Shortcut+Shift+Z");
    static final Command DESELECT = of(
            Topic.CLIENTS,
            "ui.client.close",
            shell -> !presenting(shell)
                    && shell.desk().model().selectedProperty().get() >= 0,
            shell -> shell.desk().model().selectedProperty().set(-1),
            "Esc");

    static final Command PRESENT = of(
            Topic.WINDOW,
            "ui.command.present",
            ALWAYS,
            shell -> flip(shell.desk().screen().presenting()),
            "F5");
    static final Command LEAVE = of(
            Topic.WINDOW,
            "ui.command.leave",
            Commands::presenting,
            shell -> shell.desk().screen().presenting().set(false),
            "Esc");
    static final Command NEXT_CHART =
            of(Topic.VIEW, "ui.command.chart", Commands::presenting, shell -> shell.turn(1), "Right");
    static final Command PREVIOUS_CHART =
            of(Topic.VIEW, "ui.command.chartBack", Commands::presenting, shell -> shell.turn(-1), "Left");

    private static final List<Command> FIXED = List.of(
            RUN,
            START,
            STEP,
            STOP,
            PIN,
            OPEN,
            SWEEP,
            of(Topic.RUN, "ui.inversion.tip", ALWAYS, shell -> shell.desk()
                    .screen()
                    .dialog()
                    .set(Dialog.INVERSION)),
            UNDO,
            REDO,
            of(Topic.VIEW, "ui.command.export", Shell::canExport, Shell::export, "Shortcut+E"),
            of(
                    Topic.VIEW,
                    "ui.command.isolate",
                    shell -> embeddings(shell) && shell.desk().embeddings().canIsolate(),
                    shell -> shell.desk().embeddings().isolate(),
                    "I"),
            of(
                    Topic.VIEW,
                    "ui.command.snapshot",
                    Commands::embeddings,
                    shell -> shell.desk().embeddings().snapshot(),
                    "S"),
            of(
                    Topic.VIEW,
                    "ui.command.log",
                    ALWAYS,
                    shell -> flip(shell.desk().screen().logOpen()),
                    "Shortcut+L"),
            of(Topic.CLIENTS, "ui.command.nextClient", Shell::hasClients, shell -> shell.select(1), "Close Bracket"),
            of(
                    Topic.CLIENTS,
                    "ui.command.previousClient",
                    Shell::hasClients,
                    shell -> shell.select(-1),
                    "Open Bracket"),
            DESELECT,
            PREVIOUS_CHART,
            NEXT_CHART,
            PRESENT,
            LEAVE,
            of(Topic.WINDOW, "ui.command.search", ALWAYS, Shell::showSearch, "Shortcut+K"),
            of(Topic.WINDOW, "ui.command.keys", ALWAYS, Shell::showKeys, "F1"),
            of(Topic.WINDOW, "ui.command.nextRegion", ALWAYS, shell -> shell.jump(1), "F6"),
            of(Topic.WINDOW, "ui.command.previousRegion", ALWAYS, shell -> shell.jump(-1), "Shift+F6"),
            of(
                    Topic.WINDOW,
                    "ui.command.larger",
                    ALWAYS,
                    shell -> zoom(shell, 1),
                    "Shortcut+Plus",
                    "Shortcut+Equals",
                    "Shortcut+Shift+Equals",
                    "Shortcut+Add"),
            of(
                    Topic.WINDOW,
                    "ui.command.smaller",
                    ALWAYS,
                    shell -> zoom(shell, -1),
                    "Shortcut+Minus",
                    "Shortcut+Subtract"),
            of(
                    Topic.WINDOW,
                    "ui.command.usualSize",
                    ALWAYS,
                    shell -> shell.desk().screen().scale().set(1),
                    "Shortcut+0",
                    "Shortcut+Numpad 0"),
            of(Topic.WINDOW, "ui.rail.settings", ALWAYS, shell -> shell.press("settings"), "Shortcut+Comma"),
            of(
                    Topic.WINDOW,
                    desk -> desk.say("ui.command.language", desk.say("ui.rail.language")),
                    ALWAYS,
                    Shell::switchLanguage),
            of(
                    Topic.WINDOW,
                    desk -> desk.say(desk.surroundings().dark() ? "ui.rail.light" : "ui.rail.dark"),
                    ALWAYS,
                    Shell::switchTheme),
            of(
                    Topic.WINDOW,
                    "ui.settings.motion",
                    ALWAYS,
                    shell -> flip(shell.desk().surroundings().reduceMotion())));

    private Commands() {}

    /** All that has a fixed place, the views among them, by topic. */
    static List<Command> all() {
        List<Command> views = new ArrayList<>();
        for (View view : View.values()) {
            views.add(of(
                    Topic.VIEW,
                    view.key(),
                    ALWAYS,
                    shell -> shell.desk().screen().view().set(view),
                    "Shortcut+" + (view.ordinal() + 1)));
        }
        List<Command> all = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Stream.concat(views.stream(), FIXED.stream())
                    .filter(command -> command.topic() == topic)
                    .forEach(all::add);
        }
        return all;
    }

    /** What can be searched for: all that, and the ready experiments. */
    static List<Command> searched(Desk desk) {
        List<Command> found = new ArrayList<>(all());
        for (Preset preset : desk.screen().presets().get()) {
            found.add(new Command(
                    Topic.SETUP,
                    now -> now.say("ui.preset.named", preset.name()),
                    List.of(),
                    shell -> !shell.desk().model().phase().active(),
                    shell -> shell.desk().draft().use(preset)));
        }
        return found;
    }

    private static Command of(Topic topic, String label, Predicate<Shell> can, Consumer<Shell> act, String... keys) {
        return of(topic, desk -> desk.say(label), can, act, keys);
    }

    private static Command of(
            Topic topic, Function<Desk, String> label, Predicate<Shell> can, Consumer<Shell> act, String... keys) {
        return new Command(topic, label, Stream.of(keys).map(Commands::key).toList(), can, act);
    }

    private static KeyCodeCombination key(String name) {
        return (KeyCodeCombination) KeyCombination.valueOf(name);
    }

    private static boolean embeddings(Shell shell) {
        return !presenting(shell) && shell.desk().screen().view().get() == View.EMBEDDINGS;
    }

    private static boolean presenting(Shell shell) {
        return shell.desk().screen().presenting().get();
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }

    private static void zoom(Shell shell, int by) {
        var scale = shell.desk().screen().scale();
        scale.set(Zoom.step(scale.get(), by));
    }
}
