package org.fedlens.app.sweep;

import org.fedlens.app.kit.Feature;

/** Many runs from one form: a dialog and its command. */
public record SweepFeature(SweepContext context) implements Feature {
    @Override
    public void register(Registry registry) {
        registry.dialog(SweepSheet.DIALOG, () -> new SweepSheet(context));
        registry.command(SweepSheet.OPEN.does(() -> context.navigation().open(SweepSheet.DIALOG)));
    }
}
