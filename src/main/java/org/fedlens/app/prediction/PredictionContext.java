package org.fedlens.app.prediction;

import org.fedlens.app.kit.InView;
import org.fedlens.app.kit.ViewContext;

/**
 * What the Predictions view is made with.
 *
 * @param view what every view has
 * @param predictions what it shows
 */
public record PredictionContext(ViewContext view, PredictionModel predictions) implements InView {}
