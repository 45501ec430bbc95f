package org.fedlens.app.prediction;

/** What is said while there is nothing to show of a run. */
public final class StatusText {
    private StatusText() {}

    public static String of(PredictionContext context, PredictionJob<?> trial) {
        return trial.problem()
                .map(problem -> problem.say(context.environment().words()))
                .orElse(trial.progress().isPresent() ? context.say("ui.predictions.reading") : "");
    }
}
