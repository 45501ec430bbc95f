package org.fedlens.app.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.CommandSpec.Topic;
import org.fedlens.app.kit.Feature;
import org.fedlens.app.kit.Navigation;
import org.fedlens.app.kit.UiEnvironment;

/** What can be done with the window itself, and with the workbench as a whole, by a key or be searched for. */
record WindowCommands(Shell shell) implements Feature {
    static final CommandSpec RUN = CommandSpec.of(Topic.RUN, "ui.run.tip", "Space");
    static final CommandSpec START = CommandSpec.of(Topic.RUN, "ui.command.start", "Shortcut+Enter");
    static final CommandSpec OPEN = CommandSpec.of(Topic.RUN, "ui.open.tip", "Shortcut+O");
    static final CommandSpec PRESENT = CommandSpec.of(Topic.WINDOW, "ui.command.present", "F5");
    static final CommandSpec LEAVE = CommandSpec.of(Topic.WINDOW, "ui.command.leave", "Esc");
    static final CommandSpec NEXT_CHART = CommandSpec.of(Topic.VIEW, "ui.command.chart", "Right");
    static final CommandSpec PREVIOUS_CHART = CommandSpec.of(Topic.VIEW, "ui.command.chartBack", "Left");

    @Override
    public void register(Registry registry) {
        WindowContext context = shell.context();
        Navigation navigation = context.navigation();
        registry.command(RUN.does(() -> context.actions().canPress() || shell.wrong(), shell::runOrMend));
        registry.command(START.does(() -> context.actions().canStart() || shell.wrong(), shell::startOrMend));
        registry.command(OPEN.does(shell::canOpen, shell::chooseRun));
        registry.command(
                CommandSpec.of(Topic.VIEW, "ui.command.export", "Shortcut+E").does(shell::canExport, shell::export));
        registry.command(
                CommandSpec.of(Topic.VIEW, "ui.command.log", "Shortcut+L").does(() -> flip(navigation.logOpen())));
        registry.command(CommandSpec.of(Topic.VIEW, "ui.command.logFile")
                .does(context.view().faults()::canShowLog, context.view().faults()::showLog));
        registry.command(PREVIOUS_CHART.does(navigation.presenting()::get, () -> shell.turn(-1)));
        registry.command(NEXT_CHART.does(navigation.presenting()::get, () -> shell.turn(1)));
        registry.command(PRESENT.does(() -> flip(navigation.presenting())));
        registry.command(LEAVE.does(
                navigation.presenting()::get, () -> navigation.presenting().set(false)));
        find(registry);
        size(registry);
        look(registry, context.environment());
    }

    private void find(Registry registry) {
        registry.command(
                CommandSpec.of(Topic.WINDOW, "ui.command.search", "Shortcut+K").does(shell::showSearch));
        registry.command(CommandSpec.of(Topic.WINDOW, "ui.command.keys", "F1").does(shell::showKeys));
        registry.command(
                CommandSpec.of(Topic.WINDOW, "ui.command.nextRegion", "F6").does(() -> shell.jump(1)));
        registry.command(CommandSpec.of(Topic.WINDOW, "ui.command.previousRegion", "Shift+F6")
                .does(() -> shell.jump(-1)));
    }

    private void size(Registry registry) {
        DoubleProperty scale = shell.context().window().scale();
        registry.command(CommandSpec.of(
                        Topic.WINDOW,
                        "ui.command.larger",
                        "Shortcut+Plus",
                        "Shortcut+Equals",
                        "Shortcut+Shift+Equals",
                        "Shortcut+Add")
                .does(() -> scale.set(Zoom.step(scale.get(), 1))));
        registry.command(CommandSpec.of(Topic.WINDOW, "ui.command.smaller", "Shortcut+Minus", "Shortcut+Subtract")
                .does(() -> scale.set(Zoom.step(scale.get(), -1))));
        registry.command(CommandSpec.of(Topic.WINDOW, "ui.command.usualSize", "Shortcut+0", "Shortcut+Numpad 0")
                .does(() -> scale.set(1)));
    }

    private void look(Registry registry, UiEnvironment environment) {
        registry.command(CommandSpec.of(Topic.WINDOW, "ui.rail.settings", "Shortcut+Comma")
                .does(shell::showSettings));
        registry.command(
                CommandSpec.of(Topic.WINDOW, now -> now.say("ui.command.language", now.say("ui.rail.language")))
                        .does(shell::switchLanguage));
        registry.command(CommandSpec.of(Topic.WINDOW, now -> now.say(now.dark() ? "ui.rail.light" : "ui.rail.dark"))
                .does(shell::switchTheme));
        registry.command(
                CommandSpec.of(Topic.WINDOW, "ui.settings.motion").does(() -> flip(environment.reduceMotion())));
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }
}
