package org.fedlens.app.prediction;

import org.fedlens.app.kit.Feature;
import org.fedlens.app.kit.ViewLoader;

/** Where a model is wrong: a page of the rail. */
public record PredictionFeature(PredictionContext context) implements Feature {
    @Override
    public void register(Registry registry) {
        registry.page(
                PredictionsView.PAGE, () -> ViewLoader.load(PredictionsView.class, context.environment(), context));
    }
}
