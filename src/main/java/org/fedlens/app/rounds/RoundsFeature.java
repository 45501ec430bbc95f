package org.fedlens.app.rounds;

import org.fedlens.app.kit.Feature;
import org.fedlens.app.kit.ViewLoader;

/** What each round did: a page of the rail. */
public record RoundsFeature(RoundsContext context) implements Feature {
    @Override
    public void register(Registry registry) {
        registry.page(RoundsView.PAGE, () -> ViewLoader.load(RoundsView.class, context.environment(), context));
    }
}
