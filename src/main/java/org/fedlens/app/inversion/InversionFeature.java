package org.fedlens.app.inversion;

import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.CommandSpec.Topic;
import org.fedlens.app.kit.Feature;

/** What a gradient gives away: a dialog and its command. */
public record InversionFeature(InversionContext context) implements Feature {
    @Override
    public void register(Registry registry) {
        registry.dialog(InversionSheet.DIALOG, () -> new InversionSheet(context));
        registry.command(CommandSpec.of(Topic.RUN, "ui.inversion.tip")
                .does(() -> context.navigation().open(InversionSheet.DIALOG)));
    }
}
