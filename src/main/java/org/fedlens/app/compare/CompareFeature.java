package org.fedlens.app.compare;

import org.fedlens.app.kit.Feature;
import org.fedlens.app.kit.ViewLoader;

/** Runs held against each other: a page of the rail. */
public record CompareFeature(CompareContext context) implements Feature {
    @Override
    public void register(Registry registry) {
        registry.page(CompareView.PAGE, () -> ViewLoader.load(CompareView.class, context.environment(), context));
    }
}
