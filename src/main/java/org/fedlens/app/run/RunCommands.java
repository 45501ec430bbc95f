package org.fedlens.app.run;

import javafx.beans.property.IntegerProperty;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.CommandSpec.Topic;
import org.fedlens.app.kit.Feature;

/** What can be done with the run on the screen by a key or be searched for. */
public record RunCommands(RunContext context) implements Feature {
    public static final CommandSpec STEP = CommandSpec.of(Topic.RUN, "ui.step.tip", "N");
    public static final CommandSpec STOP = CommandSpec.of(Topic.RUN, "ui.stop.tip", "Shortcut+Period");
    public static final CommandSpec PIN = CommandSpec.of(Topic.RUN, "ui.pin.tip", "Shortcut+P");
    public static final CommandSpec DESELECT = CommandSpec.of(Topic.CLIENTS, "ui.client.close", "Esc");
    private static final CommandSpec NEXT = CommandSpec.of(Topic.CLIENTS, "ui.command.nextClient", "Close Bracket");
    private static final CommandSpec PREVIOUS =
            CommandSpec.of(Topic.CLIENTS, "ui.command.previousClient", "Open Bracket");

    @Override
    public void register(Registry registry) {
        RunModel run = context.run();
        RunActions actions = context.actions();
        registry.command(STEP.does(() -> run.phase() == Phase.PAUSED, actions::step));
        registry.command(STOP.does(actions::canStop, actions::stop));
        registry.command(PIN.does(actions::canPin, actions::pin));
        registry.command(NEXT.does(this::hasClients, () -> select(1)));
        registry.command(PREVIOUS.does(this::hasClients, () -> select(-1)));
        IntegerProperty selected = run.selectedProperty();
        registry.command(DESELECT.does(
                () -> !context.navigation().presenting().get() && selected.get() >= 0, () -> selected.set(-1)));
    }

    private boolean hasClients() {
        return !context.run().clients().isEmpty();
    }

    /** Selects the client {@code by} places further. */
    private void select(int by) {
        int clients = context.run().clients().size();
        int now = context.run().selectedProperty().get();
        context.run().selectedProperty().set(Math.floorMod(now < 0 && by < 0 ? clients - 1 : now + by, clients));
    }
}
