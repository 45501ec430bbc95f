package org.fedlens.app.prediction;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What the Predictions view is made with.
 *
 * @param base the run on the screen
 * @param predictions what it shows
 */
public record PredictionContext(RunContext base, PredictionModel predictions) implements InRun {}
