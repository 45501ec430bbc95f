package org.fedlens.app.data;

import org.fedlens.app.kit.Feature;
import org.fedlens.app.kit.ViewLoader;

/** Who holds what: a page of the rail. */
public record DataFeature(DataContext context) implements Feature {
    @Override
    public void register(Registry registry) {
        registry.page(DataView.PAGE, () -> ViewLoader.load(DataView.class, context.environment(), context));
    }
}
