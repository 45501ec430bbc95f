package org.fedlens.app.setup;

import java.util.List;
import org.fedlens.app.kit.Command;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.CommandSpec.Topic;
import org.fedlens.app.kit.Feature;

/** What can be done with the setup by a key or be searched for. */
public record SetupCommands(SetupContext context) implements Feature {
    public static final CommandSpec UNDO = CommandSpec.of(Topic.SETUP, "ui.undo", "Shortcut+Z");
    public static final CommandSpec REDO = CommandSpec.of(Topic.SETUP, "ui.redo", "Shortcut+Shift+Z");

    @Override
    public void register(Registry registry) {
        ExperimentDraft draft = context.draft();
        registry.command(UNDO.does(draft.canUndo()::get, draft::undo));
        registry.command(REDO.does(draft.canRedo()::get, draft::redo));
        registry.searched(this::presets);
    }

    private List<Command> presets() {
        return context.state().presets().get().stream()
                .map(preset -> CommandSpec.of(
                                Topic.SETUP, environment -> environment.say("ui.preset.named", preset.name()))
                        .does(() -> !context.run().phase().active(), () -> context.draft()
                                .use(preset)))
                .toList();
    }
}
